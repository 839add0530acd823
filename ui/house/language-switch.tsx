import { LANGUAGES, type Language } from '@/domain/language'

const NAMES = { zh: '中文', en: 'English' } as const

/** Switches the reader's language: a plain form, so that it works without script. `next` is the page to come back to. */
export function LanguageSwitch({ language, next }: { language: Language; next: string }) {
  const other = LANGUAGES.find((known) => known !== language) ?? language
  return (
    <form method="post" action="/language">
      <input type="hidden" name="next" value={next} />
      <button
        type="submit"
        className="btn btn-plain"
        name="language"
        value={other}
        lang={other === 'zh' ? 'zh-Hans' : 'en'}
      >
        {NAMES[other]}
      </button>
    </form>
  )
}
