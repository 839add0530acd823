import type { Language } from '@/domain/language'
import { CODE_PARAMETER } from '@/domain/tap/code'
import type { AttractParams } from '@/protocol/cue'
import { Qr } from '@/ui/light/qr'
import { RingPicture } from './ring-picture'
import type { TapCode } from './tap-code'
import { Headline, Voices } from './voice'
import { getSpeaker } from './words'

/**
 * A kiosk that waits: what to do in five characters, a picture of it, and a code for phones that do not tap.
 * Laid out for 1080x1920, read from 3 m; the code can be reached from 38 to 122 cm above the floor.
 */
export function AttractKiosk({
  params,
  spoken,
  only,
  code,
}: {
  params: AttractParams
  spoken: Language
  only: boolean
  /** The code of now, which changes by itself; null where a touchpoint has a plain one. */
  code: TapCode | null
}) {
  const plain = params.paused ? null : params.touchpointUrl
  const coded = plain !== null && code !== null && plain.endsWith(`/t/${code.touchpointId}`)
  const url = coded ? `${plain}?${CODE_PARAMETER}=${code.text}` : plain
  return (
    <div className="kit attract kiosk" data-kit="attract">
      {!params.paused && <RingPicture title={getSpeaker(spoken)('attract.picture')} />}
      {url && <Qr className="code" text={url} size={284} title={getSpeaker(spoken)('attract.qr')} />}
      <Voices spoken={spoken} only={only}>
        {(language) => (
          <Words params={params} language={language} coded={url !== null} left={coded ? code.leftS : null} />
        )}
      </Voices>
    </div>
  )
}

function Words({
  params,
  language,
  coded,
  left,
}: {
  params: AttractParams
  language: Language
  coded: boolean
  /** Seconds until the code is another one. */
  left: number | null
}) {
  const t = getSpeaker(language)
  if (params.paused)
    return (
      <div className="say">
        <Headline text={t('attract.paused')} language={language} most={150} least={112} width={936} />
        <p className="sub">{t('attract.pausedSub')}</p>
      </div>
    )
  return (
    <>
      <div className="say">
        <Headline
          text={t('attract.instruction')}
          language={language}
          most={language === 'zh' ? 186 : 140}
          least={120}
          width={936}
        />
        <p className="sub">{params.sub[language]}</p>
      </div>
      {coded && (
        <p className="scan">
          <b>{t('attract.scan')}</b>
          {t('attract.scanHint')}
          {left !== null && <span className="left">{t('attract.codeLeft', { seconds: left })}</span>}
        </p>
      )}
      <p className="down">
        {t('attract.below')}
        <svg
          width="120"
          height="110"
          viewBox="0 0 120 110"
          fill="none"
          stroke="var(--color-lamp-6)"
          aria-hidden="true"
        >
          <path
            d="m16 14 44 40 44-40M16 60l44 40 44-40"
            strokeWidth="12"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
      </p>
      <p className="nothing">{t(coded ? 'attract.nothing' : 'attract.nothingNoCode')}</p>
    </>
  )
}
