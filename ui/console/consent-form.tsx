'use client'

import { CONSENT_MODES, type ConsentMode } from '@/domain/consent/consent'
import { useConsole } from './console-context'

/** How visitors are asked, for an admin: a plain form, so that the switch works without script too. */
export function ConsentForm({ mode }: { mode: ConsentMode }) {
  const { t } = useConsole()
  return (
    <section aria-labelledby="consent-heading">
      <h2 id="consent-heading" className="text-[20px] font-semibold">
        {t('consent.title')}
      </h2>
      <p className="mt-1 max-w-[70ch] text-lit-2">{t('consent.lead')}</p>
      <form
        method="post"
        action="/api/v1/retailer/consent"
        className="mt-3 flex flex-wrap items-center gap-x-6 gap-y-3"
      >
        {CONSENT_MODES.map((choice) => (
          <label key={choice} className="flex min-h-11 items-center gap-2">
            <input type="radio" name="mode" value={choice} defaultChecked={choice === mode} />
            {t(`consent.${choice}`)}
          </label>
        ))}
        <button type="submit" className="btn">
          {t('consent.save')}
        </button>
      </form>
    </section>
  )
}
