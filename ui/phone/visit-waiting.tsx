import { Hill } from './hill'
import { href } from './href'
import type { VisitProps } from './visit'
import { Act, Clicked, Countdown, Me, sayGain } from './visit-parts'
import { Start } from './visit-proof'
import { makeHeadline } from './words'

/** In the queue: the story meanwhile, the place, the most it can take, and the way around it. */
export function Waiting({ voice, visit }: VisitProps) {
  const { t, language, base } = voice
  const minutes = Math.ceil((visit.waitMs ?? 0) / 60_000)
  return (
    <>
      <Me voice={voice} visit={visit} />
      <h1>{makeHeadline(visit.line, language)}</h1>
      <p className="lead">{visit.sub[language]}</p>
      <p className="lead">
        <strong>{sayGain({ voice, visit })}</strong>
      </p>
      <Clicked voice={voice} visit={visit} />
      <Hill />
      <div className="push">
        <p className="row" role="status" data-part="queue">
          <b>{visit.place === 1 ? t('waiting.next') : t('waiting.place', { place: visit.place ?? 1 })}</b>{' '}
          <span>{t('waiting.minutes', { minutes })}</span>
        </p>
        <Act
          action={href(base, `/api/v1/visits/${visit.token}/turn`)}
          fields={{ action: 'phone' }}
          className="b"
          primary
        >
          {t('waiting.alone')}
        </Act>
        <p className="small under over">{t('waiting.aloneSub')}</p>
        {visit.proof?.state === 'offered' && visit.offerState === 'open' && (
          <div className="foot">
            <Start voice={voice} visit={visit} className="q over" />
          </div>
        )}
      </div>
    </>
  )
}

/** Called: the lamp waits for so many seconds, then goes to the next. */
export function Called({ voice, visit }: VisitProps) {
  const { t, base } = voice
  const turn = href(base, `/api/v1/visits/${visit.token}/turn`)
  return (
    <>
      <Me voice={voice} visit={visit} />
      <h1>{t('called.hello')}</h1>
      <p className="lead">{t('called.sub')}</p>
      <p className="lead">
        <strong>{sayGain({ voice, visit })}</strong>
      </p>
      <Hill />
      <div className="push">
        {visit.takeBy !== null && (
          <p className="row">
            <span>
              {t.rich('called.left', {
                n: () => <Countdown key="n" now={visit.now} until={visit.takeBy ?? visit.now} as="seconds" />,
              })}
            </span>
          </p>
        )}
        <Act action={turn} fields={{ action: 'take' }} className="b go" primary>
          {t('called.take')}
        </Act>
        <div className="foot">
          <Act action={turn} fields={{ action: 'phone' }} className="q over">
            {t('called.alone')}
          </Act>
        </div>
      </div>
    </>
  )
}
