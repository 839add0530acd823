import { CONSENT_SCOPES } from '@/domain/consent/consent'
import type { Me } from '@/protocol/me'
import { Hill } from './hill'
import { href } from './href'
import { sayEvent } from './me-event'
import { makeDate, type Voice } from './words'

export type MeProps = {
  voice: Voice
  me: Me
  /** The erasure was asked for a moment ago. */
  erased: boolean
}
type Of = { voice: Voice; of: Me['brands'][number] }

/** Everything that is known of the visitor: what was agreed, what was written, and the ways out of it. */
export function MePage({ voice, me, erased }: MeProps) {
  const { t, base } = voice
  const nothing = !me.cookie && me.brands.length === 0
  return (
    <main>
      <h1>{t('me.title')}</h1>
      <p className="lead" role={erased ? 'status' : undefined}>
        <strong>{t(erased ? 'me.erased' : nothing ? 'me.nothing' : 'me.cookie')}</strong>
      </p>
      {nothing && <p className="lead">{t(erased ? 'me.erasedSub' : 'me.nothingSub')}</p>}
      {me.brands.map((of) => (
        <Agreed key={of.brandId} voice={voice} of={of} />
      ))}
      {!nothing && (
        <section className="part">
          <h2>{t('me.yours')}</h2>
          <form method="post" action={href(base, '/api/v1/me/erase')}>
            <button type="submit" className="b under" data-primary>
              {t('me.erase')}
            </button>
          </form>
          <p className="small under">{t('me.eraseSub')}</p>
          <a className="b under" href={href(base, '/api/v1/me')} download="footlight-me.json">
            {t('me.download')}
          </a>
        </section>
      )}
      {me.brands.map((of) => (
        <Written key={of.brandId} voice={voice} of={of} />
      ))}
      <section className="part">
        <h2>{t('me.off')}</h2>
        <p className="small">{t('me.offSub')}</p>
      </section>
      <Hill />
    </main>
  )
}

/** What one brand may do, and taking it back: one press, as the yes was. */
function Agreed({ voice, of }: Of) {
  const { t, language, base } = voice
  const { brandId, brand, scopes, passes, answers } = of
  const may = CONSENT_SCOPES.filter((scope) => scopes.includes(scope))
  return (
    <section className="part">
      <h2>{brand[language]}</h2>
      <ul className="list">
        <li>
          {t(may.length > 0 ? 'me.may' : 'me.mayNot')}
          {may.map((scope) => (
            <small key={scope}>{t(`me.scopes.${scope}`)}</small>
          ))}
        </li>
        {answers.map(({ at, answer, timeZone, noticeHash }) => (
          <li key={at + answer}>
            {t(`me.answers.${answer}`, { date: tellTime(voice, Date.parse(at), timeZone) })}
            {noticeHash && <small>{t('me.notice', { version: noticeHash.slice(0, 8) })}</small>}
          </li>
        ))}
        {passes.map(({ passId, campaign, timeZone, expiresAt, revokedAt }) => (
          <li key={passId}>
            {t('me.pass', { campaign: campaign?.[language] ?? brand[language] })}
            <small>
              {revokedAt === null
                ? t('me.passUntil', { date: tellTime(voice, expiresAt, timeZone) })
                : t('me.passEnded', { date: tellTime(voice, revokedAt, timeZone) })}
            </small>
          </li>
        ))}
      </ul>
      {may.length > 0 && (
        <form method="post" action={href(base, '/api/v1/me/withdraw')}>
          <button type="submit" className="b" name="brandId" value={brandId}>
            {t('me.withdraw')}
            <span className="sr"> {brand[language]}</span>
          </button>
          <p className="small under">{t('me.withdrawSub')}</p>
        </form>
      )}
    </section>
  )
}

function Written({ voice, of }: Of) {
  const { t, language } = voice
  if (of.events.length === 0) return null
  return (
    <section className="part">
      <h2>{t('me.written', { brand: of.brand[language], count: of.events.length })}</h2>
      <ol className="list">
        {of.events.map((event) => (
          <li key={event.id}>
            {sayEvent(voice, event)}
            <small>
              <time dateTime={event.at}>{tellTime(voice, Date.parse(event.at), event.timeZone)}</time>
            </small>
          </li>
        ))}
      </ol>
    </section>
  )
}

const tellTime = (voice: Voice, at: number, timeZone: string) => makeDate({ ...voice, timeZone }, at, true)
