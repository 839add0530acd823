import { Hill } from './hill'
import { href } from './href'
import type { VisitProps } from './visit'
import { Me, mayMentionCoupon } from './visit-parts'

/** One question before anything personal. Yes and no are twins: the same element, class and size. */
export function Asking({ voice, visit }: VisitProps) {
  const { t, language, base } = voice
  const brand = visit.brand[language]
  const about = visit.question ?? 'visit'
  return (
    <>
      <Me voice={voice} visit={visit} />
      <h1>{t('ask.hello')}</h1>
      <form
        className="ask"
        method="post"
        action={href(base, `/api/v1/visits/${visit.token}/answer`)}
        aria-labelledby="question"
        data-primary
      >
        <h2 id="question">{t(`ask.${about}`, { brand })}</h2>
        <div className="two">
          {(['yes', 'no'] as const).map((answer) => (
            <button type="submit" key={answer} className="b" name="answer" value={answer}>
              {t(`ask.${answer}`)}
            </button>
          ))}
        </div>
        <p className="small">{t(`ask.${about}For`, { brand })}</p>
        <p className="small">{t(mayMentionCoupon(visit) ? 'ask.sameCoupon' : 'ask.same')}</p>
      </form>
      <Hill />
    </>
  )
}
