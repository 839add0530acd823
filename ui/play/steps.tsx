import type { Language } from '@/domain/language'
import { Icon } from '@/ui/light/icon'
import type { Credit } from './credit'
import type { Phone } from './phones'
import type { Ad } from './stage-view'
import { hasTapped, type Step } from './step'
import { getSpeaker } from './words'

type StepsProps = {
  language: Language
  step: Step
  phone: Phone
  credit: Credit | null
  ads: readonly Ad[]
  busy: boolean
  onChoose: (slug: string) => void
  onClick: () => void
  onTap: () => void
  onAgain: () => void
}

/** What to do next: one sentence, two big buttons, and beneath the sentence what belongs to this moment. */
export function Steps({
  language,
  step,
  phone,
  credit,
  ads,
  busy,
  onChoose,
  onClick,
  onTap,
  onAgain,
}: StepsProps) {
  const t = getSpeaker(language)
  const tapped = hasTapped(step)
  const count = credit ? credit.joined + credit.loose : 0
  const left = phone.visit ? phone.visit.halts.length - phone.visit.lit.length : 0
  const medium = ads.find(({ slug }) => slug === phone.slug)?.medium ?? 'other'
  const walkNext = count > 0
  const clickSub = tapped
    ? t(count > 0 ? 'do.clickDone' : 'do.clickNone', { count })
    : count > 0
      ? t('do.clickMore', { count })
      : t('do.clickSub')
  return (
    <section className="do" id="steps" aria-label={t('do.label')} tabIndex={-1}>
      <p className="say" aria-live="polite">
        {t(`do.${step}`, { left })}
      </p>
      <div className="more">
        {!tapped && <Where language={language} ads={ads} chosen={phone.slug} onChoose={onChoose} />}
        {step === 'coupon' && phone.visit?.coupon && (
          <a className="till" href="/console" target="_blank" rel="noreferrer">
            <Icon name="ticket" size={18} />
            <span className="to">{t('do.till', { code: phone.visit.coupon.code })}</span>
            <small>
              {t('do.tillHint')} <span className="sr">{t('newTab')}</span>
            </small>
          </a>
        )}
      </div>
      <div className="two">
        <button
          type="button"
          className={walkNext || tapped ? '' : 'go'}
          disabled={tapped || busy}
          onClick={onClick}
        >
          {t(medium === 'tv' && !phone.live && !tapped ? 'do.clickScan' : 'do.click')}
          <small>{clickSub}</small>
        </button>
        {tapped ? (
          <button
            type="button"
            className={['ordered', 'closed'].includes(step) ? 'go' : ''}
            onClick={onAgain}
          >
            {t('do.again')}
            <small>{t('do.againSub')}</small>
          </button>
        ) : (
          <button type="button" className={walkNext ? 'go' : ''} disabled={busy} onClick={onTap}>
            {t('do.tap')}
            <small>{t('do.tapSub')}</small>
          </button>
        )}
      </div>
    </section>
  )
}

function Where({
  language,
  ads,
  chosen,
  onChoose,
}: {
  language: Language
  ads: readonly Ad[]
  chosen: string
  onChoose: (slug: string) => void
}) {
  const t = getSpeaker(language)
  return (
    <fieldset className="where">
      <legend className="sr">{t('do.where')}</legend>
      {ads.map(({ slug, medium }) => (
        <label key={slug}>
          <input
            type="radio"
            name="ad"
            value={slug}
            checked={slug === chosen}
            onChange={() => onChoose(slug)}
          />
          <span className="name">{t(`medium.${medium}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}
