import { type Language, languageSchema } from '@/domain/language'
import type { Funnel } from '@/protocol/analytics'
import { makeNumber } from './numbers'
import { getSpeaker } from './words'

/** A pool of fewer people than this does not tell how many. */
const LEAST = 10

/** What visitors speak. Small groups stay in shadow, hatched and in words, and do not open. */
export function LanguagesView({
  languages,
  language,
}: {
  languages: Funnel['languages']
  language: Language
}) {
  const t = getSpeaker(language)
  const visitors = languages.reduce((sum, group) => sum + group.visitors, 0)
  if (visitors === 0) return <p className="text-ink-2">{t('languages.empty')}</p>
  return (
    <section aria-labelledby="languages-heading">
      <h2 id="languages-heading" className="text-[17px] font-semibold">
        {t('languages.heading', { count: visitors })}
      </h2>
      <dl className="mt-3">
        {languages.map(({ key, visitors, pooled }) => (
          <div
            key={key ?? 'pool'}
            className={`flex justify-between gap-5 py-1.5 tabular-nums ${key === null ? 'hatched -mx-2.5 mt-1 rounded-hair px-2.5' : 'border-t border-hall-line'}`}
          >
            <dt>{key === null ? t('languages.pooled', { count: pooled }) : sayLanguage(key, t)}</dt>
            <dd className="whitespace-nowrap">
              {key !== null
                ? makeNumber(visitors, language)
                : visitors < LEAST
                  ? t('languages.pooledFew')
                  : t('languages.pooledSum', { count: visitors })}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function sayLanguage(key: string, t: ReturnType<typeof getSpeaker>): string {
  const known = languageSchema.safeParse(key)
  return known.success ? t(`languages.${known.data}`) : key
}
