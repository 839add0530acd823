import { CONSENT_SCOPES } from '@/domain/consent/consent'
import type { Words } from '@/domain/language'
import { Hill } from './hill'
import { href } from './href'
import { makeDate, type Voice } from './words'

export type KeptProps = {
  voice: Voice
  kept: { cookie: boolean; brands: { brand: Words; since: number; scopes: string[] }[] }
}

/** What this phone keeps, who may use it, and the way out of it. */
export function Kept({ voice, kept }: KeptProps) {
  const { t, language, base } = voice
  const nothing = !kept.cookie && kept.brands.length === 0
  return (
    <main>
      <h1>{t('kept.title')}</h1>
      <p className="lead">
        <strong>{t(nothing ? 'kept.nothing' : 'kept.cookie')}</strong>
      </p>
      {nothing && <p className="lead">{t('kept.nothingSub')}</p>}
      {kept.brands.length > 0 && (
        <section className="part">
          <h2>{t('kept.brands')}</h2>
          <ul className="list">
            {kept.brands.map(({ brand, since, scopes }) => (
              <li key={brand.en}>
                {brand[language]} {t('kept.since', { date: makeDate(voice, since) })}
                {CONSENT_SCOPES.filter((scope) => scopes.includes(scope)).map((scope) => (
                  <small key={scope}>{t(`kept.scopes.${scope}`)}</small>
                ))}
              </li>
            ))}
          </ul>
        </section>
      )}
      {!nothing && (
        <form className="part" method="post" action={href(base, '/api/v1/passes/forget')}>
          <button type="submit" className="b" data-primary>
            {t('kept.forget')}
          </button>
          <p className="small under">{t('kept.forgetSub')}</p>
        </form>
      )}
      <section className="part">
        <h2>{t('kept.off')}</h2>
        <p className="small">{t('kept.offSub')}</p>
      </section>
      <Hill />
    </main>
  )
}
