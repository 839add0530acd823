import { href } from './href'
import type { VisitProps } from './visit'
import { Act } from './visit-parts'

/**
 * The question about ad platforms, asked by itself once the coupon is there. Yes and no are twins, saying nothing is a no,
 * and the answer changes in one press.
 */
export function AskAds({ voice, visit }: VisitProps) {
  const { t, language, base } = voice
  if (!visit.ads) return null
  const { recipients, answer } = visit.ads
  const action = href(base, `/api/v1/visits/${visit.token}/ads`)
  if (answer !== null) {
    return (
      <Act action={action} fields={{ answer: answer === 'yes' ? 'no' : 'yes' }} className="q">
        {t(answer === 'yes' ? 'ads.saidYes' : 'ads.saidNo')}
      </Act>
    )
  }
  const brand = visit.brand[language]
  const names = new Intl.ListFormat(language, { type: 'conjunction' }).format(
    recipients.map((kind) => t(`ads.to.${kind}`)),
  )
  return (
    <form className="ask" method="post" action={action} aria-labelledby="ads">
      <h2 id="ads">{t('ads.question', { brand, recipients: names })}</h2>
      <div className="two">
        {(['yes', 'no'] as const).map((said) => (
          <button type="submit" key={said} className="b" name="answer" value={said}>
            {t(`ask.${said}`)}
          </button>
        ))}
      </div>
      <p className="small">{t('ads.what')}</p>
      <p className="small">{t('ads.same')}</p>
    </form>
  )
}
