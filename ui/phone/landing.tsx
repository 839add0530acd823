import type { ConsentMode } from '@/domain/consent/consent'
import type { Words } from '@/domain/language'
import { Hill } from './hill'
import { href } from './href'
import { PhoneQr } from './qr'
import { makeDate, makeHeadline, type Voice } from './words'

export type LandingProps = {
  voice: Voice
  landing: {
    slug: string
    brand: Words
    line: Words
    sub: Words
    awaits: Words[]
    stores: { id: string; name: Words; address: Words }[]
    ends: number
    click: string | null
    consentMode: ConsentMode
    pass: { url: string; expiresAt: number } | null
  }
}

/** The page behind a link: what awaits in which store, and the pass. */
export function Landing({ voice, landing }: LandingProps) {
  const { t, language } = voice
  const { awaits, stores, pass } = landing
  return (
    <main>
      <div className={pass ? undefined : 'hero'}>
        <h1>{makeHeadline(landing.line, language)}</h1>
        <p className="lead">{landing.sub[language]}</p>
        {!pass && <Hill />}
        {pass ? <Pass voice={voice} pass={pass} /> : <Keep voice={voice} landing={landing} />}
      </div>
      {awaits.length > 0 && (
        <section className="part">
          <h2>{t('landing.awaits')}</h2>
          <ul className="list">
            {awaits.map((what) => (
              <li key={what.en}>{what[language]}</li>
            ))}
          </ul>
        </section>
      )}
      <section className="part">
        <h2>{t('landing.stores')}</h2>
        <ul className="list">
          {stores.map(({ id, name, address }) => (
            <li key={id}>
              {name[language]}
              <small>{address[language]}</small>
            </li>
          ))}
        </ul>
        <p className="small">{t('landing.ends', { date: makeDate(voice, landing.ends) })}</p>
      </section>
      {landing.consentMode === 'notice' && pass && (
        <p className="small part">{t('landing.notice', { brand: landing.brand[language] })}</p>
      )}
      {pass && <Hill />}
    </main>
  )
}

function Keep({ voice, landing }: LandingProps) {
  const { t, language, base } = voice
  const line = landing.consentMode === 'notice' ? 'landing.notice' : 'landing.consent'
  return (
    <form method="post" action={href(base, '/api/v1/passes')}>
      <input type="hidden" name="slug" value={landing.slug} />
      {landing.click && <input type="hidden" name="click" value={landing.click} />}
      <input type="hidden" name="lang" value={language} />
      <p className="row">{t(line, { brand: landing.brand[language] })}</p>
      <button type="submit" className="b go" data-primary>
        {t('landing.keep')}
      </button>
    </form>
  )
}

function Pass({ voice, pass }: { voice: Voice; pass: { url: string; expiresAt: number } }) {
  const { t } = voice
  return (
    <section className="ask pass" data-primary>
      <h2>
        <strong>{t('landing.kept')}</strong>
      </h2>
      <p>{t('landing.keptSub')}</p>
      <div className="white">
        <PhoneQr text={pass.url} side={200} level="M" title={t('landing.qr')} />
      </div>
      <p className="small">{t('landing.otherPhone')}</p>
      <a className="url" href={pass.url} aria-label={t('landing.link')}>
        {pass.url.replace(/^https?:\/\//, '')}
      </a>
      <p className="small">{t('landing.until', { date: makeDate(voice, pass.expiresAt) })}</p>
    </section>
  )
}
