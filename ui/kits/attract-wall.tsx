import type { Language } from '@/domain/language'
import type { AttractParams } from '@/protocol/cue'
import { Headline, Voices } from './voice'
import { getSpeaker, makeLangTag } from './words'

/** A wall that waits: footlights, one line that calls, and where the ring is. Laid out for 1920x1080. */
export function AttractWall({
  params,
  spoken,
  only,
}: {
  params: AttractParams
  spoken: Language
  only: boolean
}) {
  return (
    <div className="kit attract wall" data-kit="attract">
      <Voices spoken={spoken} only={only}>
        {(language) => {
          const t = getSpeaker(language)
          const line = params.paused ? t('attract.paused') : params.line[language]
          const sub = params.paused ? t('attract.pausedSub') : params.sub[language]
          return (
            <>
              <div className="say">
                <Headline text={line} language={language} most={148} least={112} width={1500} />
                <p className="sub">{sub}</p>
              </div>
              <div className="edge">
                {params.brand ? (
                  <span className="brand" lang={makeLangTag(language)}>
                    {params.brand[language]}
                  </span>
                ) : (
                  <span />
                )}
                {!params.paused && (
                  <span className="ring">
                    {t('attract.ring')}
                    <Ring />
                  </span>
                )}
              </div>
            </>
          )
        }}
      </Voices>
    </div>
  )
}

function Ring() {
  return (
    <svg
      width="88"
      height="88"
      viewBox="0 0 88 88"
      fill="none"
      stroke="var(--color-lamp-6)"
      aria-hidden="true"
    >
      <circle cx="44" cy="44" r="20" strokeWidth="7" stroke="var(--color-lamp-7)" />
      <circle cx="44" cy="44" r="31" strokeWidth="3.5" opacity=".7" />
      <circle cx="44" cy="44" r="40" strokeWidth="2" opacity=".4" />
    </svg>
  )
}
