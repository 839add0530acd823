import type { Language } from '@/domain/language'
import { makeLangTag } from '@/ui/house/lang-tag'
import { getSpeaker } from './words'

/** The stage's header, and before it the way past everything for the keyboard. */
export function Top({ language, onLanguage }: { language: Language; onLanguage: (to: Language) => void }) {
  const t = getSpeaker(language)
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <>
      <nav className="skips" aria-label={t('skip.to')}>
        {(['steps', 'phone', 'kiosk', 'ledger'] as const).map((place) => (
          <a key={place} href={`#${place}`} onClick={(event) => focusPlace(event.currentTarget.hash)}>
            {t('skip.to')} {t(`skip.${place}`)}
          </a>
        ))}
      </nav>
      <header className="top">
        <h1>
          {/* biome-ignore lint/performance/noImgElement: a 2 KB drawing needs no image service */}
          <img src="/mark/wordmark-on-dark.svg" alt="Footlight" width={135} height={27} />
        </h1>
        <p>{t('line')}</p>
        <nav aria-label="Footlight">
          <button type="button" lang={makeLangTag(other)} onClick={() => onLanguage(other)}>
            {getSpeaker(other)('self')}
          </button>
          <a href="/brand" target="_blank" rel="noreferrer">
            {t('brand')} <span className="sr">{t('newTab')}</span>
          </a>
          <a href="/console" target="_blank" rel="noreferrer">
            {t('staff')} <span className="sr">{t('newTab')}</span>
          </a>
        </nav>
      </header>
    </>
  )
}

/** Frames take the focus themselves; a fragment alone would only scroll to them. */
function focusPlace(hash: string) {
  const place = document.querySelector<HTMLElement>(hash)
  const within = place?.querySelector<HTMLElement>('.glass [data-ad], .glass iframe[data-live=true]')
  const target = within ?? place
  if (target && !target.hasAttribute('tabindex') && target.tagName !== 'IFRAME' && target.tagName !== 'A') {
    target.tabIndex = -1
  }
  target?.focus()
}
