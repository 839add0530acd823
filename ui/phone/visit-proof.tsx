import { QUESTION_MS } from '@/domain/tap/proof'
import { GELS, makeLightName } from '@/domain/visit/light'
import type { VisitView } from '@/protocol/visit'
import { GelShape } from '@/ui/light/gel'
import { href } from './href'
import type { VisitProps } from './visit'
import { Act, Countdown, Me } from './visit-parts'
import { makeHeadline } from './words'

type Proof = NonNullable<VisitView['proof']>

/** Whether the second proof has the page: while a question stands, and when only it is left before the coupon. */
export function asksProof({ stage, proof, coupon, offerState }: VisitView): boolean {
  if (!proof || proof.state === 'failed' || coupon || offerState !== 'open') return false
  return stage === 'finished' || (proof.state === 'open' && (stage === 'waiting' || stage === 'phone'))
}

/** The wall glows with a light, and the phone asks which: six answers, each a colour, a shape and a name. */
export function ProofPage({ voice, visit }: VisitProps) {
  const { proof } = visit
  if (!proof) return null
  return proof.state === 'open' ? (
    <Question voice={voice} visit={visit} proof={proof} />
  ) : (
    <Offer voice={voice} visit={visit} proof={proof} />
  )
}

/** Before the first question: nothing glows until somebody says that they are looking. */
function Offer({ voice, visit, proof }: VisitProps & { proof: Proof }) {
  const { t } = voice
  return (
    <>
      <Me voice={voice} visit={visit} />
      <h1>{makeHeadline({ zh: t('proof.offer'), en: t('proof.offer') }, voice.language)}</h1>
      <p className="lead">{t('proof.offerSub', { count: proof.needed })}</p>
      <div className="push">
        <Start voice={voice} visit={visit} className="b go" primary />
        <AskStaff voice={voice} visit={visit} />
      </div>
    </>
  )
}

/** The button that lets the wall glow. */
export function Start({
  voice: { t, base },
  visit,
  className,
  primary,
}: VisitProps & { className: string; primary?: boolean }) {
  return (
    <Act
      action={href(base, `/api/v1/visits/${visit.token}/proof`)}
      fields={{ pick: 'start' }}
      className={className}
      primary={primary}
    >
      {t(primary ? 'proof.start' : 'proof.early')}
    </Act>
  )
}

function Question({ voice, visit, proof }: VisitProps & { proof: Proof }) {
  const { t, language, base } = voice
  const action = href(base, `/api/v1/visits/${visit.token}/proof`)
  const { until, was, asked } = proof
  return (
    <>
      <h1>{makeHeadline({ zh: t('proof.question'), en: t('proof.question') }, language)}</h1>
      <p className="lead" role="status">
        {was ? t(`proof.${was}`) : t('proof.why', { count: proof.needed })}
      </p>
      <progress
        className="bar"
        aria-hidden="true"
        max={QUESTION_MS}
        value={until === null ? 0 : until - visit.now}
        data-ends={until ?? undefined}
      />
      <p className="row">
        <span>
          {until === null
            ? t('proof.out')
            : t.rich('proof.glows', {
                n: () => <Countdown key="n" now={visit.now} until={until} as="seconds" />,
              })}
        </span>
        <span>{t('proof.tries', { count: proof.tries })}</span>
      </p>
      <form className="six" method="post" action={action} data-primary={until !== null}>
        <input type="hidden" name="asked" value={asked} />
        {GELS.map((gel) => (
          <button type="submit" key={gel} name="pick" value={gel} disabled={until === null}>
            <GelShape gel={gel} size={56} />
            {makeLightName({ gel, number: 1 }, language)}
          </button>
        ))}
      </form>
      <div className="push asks">
        <Act
          action={action}
          fields={{ pick: 'another', asked: String(asked) }}
          className={until === null ? 'b go' : 'q'}
          primary={until === null}
        >
          {t(until === null ? 'proof.again' : 'proof.another')}
        </Act>
        <AskStaff voice={voice} visit={visit} />
      </div>
    </>
  )
}

/** For whoever cannot see the wall: a person of the store confirms it, by the light's name. */
function AskStaff({ voice: { t, language }, visit }: VisitProps) {
  return (
    <details className="staff">
      <summary className="q">{t('proof.staff')}</summary>
      <p className="small">{t('proof.staffHow', { light: makeLightName(visit.light, language) })}</p>
    </details>
  )
}
