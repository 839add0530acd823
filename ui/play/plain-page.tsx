import type { Language } from '@/domain/language'
import { makeLangTag } from '@/ui/house/lang-tag'
import { Mark } from '@/ui/light/mark'
import { getSpeaker } from './words'

/** The virtual store when there is none: closed, or not set up. */
export function PlainPage({ language, says }: { language: Language; says: 'closed' | 'unready' }) {
  const t = getSpeaker(language)
  return (
    <main className="plain" lang={makeLangTag(language)}>
      <Mark size={48} />
      <h1>{t(`${says}.title`)}</h1>
      <p>{t(`${says}.text`)}</p>
      {says === 'closed' && (
        <a className="btn" href="/login">
          {t('closed.home')}
        </a>
      )}
    </main>
  )
}
