import { makeLightName } from '@/domain/visit/light'
import { Hill } from './hill'
import { href } from './href'
import { Worth } from './plain'
import { PhoneQr } from './qr'
import type { VisitProps } from './visit'
import { AskAds } from './visit-ads'
import { Act, Clicked, Me } from './visit-parts'
import { makeDate, makeHeadline } from './words'

/** Every place is lit: the coupon, or a kind word where there is none. */
export function Finished({ voice, visit }: VisitProps) {
  const { t, language } = voice
  if (visit.coupon) {
    return (
      <>
        <Coupon voice={voice} visit={visit} />
        <Clicked voice={voice} visit={visit} />
        <AskAds voice={voice} visit={visit} />
        <p className="small lead">{t('finished.again')}</p>
        <ChangeMind voice={voice} visit={visit} />
        {visit.coupon.status !== 'issued' && <Hill />}
      </>
    )
  }
  if (visit.offerState === 'open') {
    return (
      <>
        <Me voice={voice} visit={visit} />
        <h1>{t('coupon.coming')}</h1>
        <p className="lead" role="status" data-primary>
          {t('coupon.comingSub')}
        </p>
        <Hill />
      </>
    )
  }
  return (
    <>
      <Me voice={voice} visit={visit} />
      <h1>{makeHeadline(visit.line, language)}</h1>
      <p className="lead">{visit.sub[language]}</p>
      {visit.offerState !== 'not_earned' && (
        <p className="lead">{t(visit.offerState === 'sold_out' ? 'finished.soldOut' : 'finished.stopped')}</p>
      )}
      {visit.proof?.state === 'failed' && (
        <p className="lead">{t('proof.failed', { light: makeLightName(visit.light, language) })}</p>
      )}
      <p className="lead" data-primary>
        <strong>{t('finished.again')}</strong>
      </p>
      <Clicked voice={voice} visit={visit} />
      <ChangeMind voice={voice} visit={visit} />
      <Hill />
    </>
  )
}

/** The answer to the one question can be taken back as easily as it was given. */
function ChangeMind({ voice: { t, base }, visit }: VisitProps) {
  if (visit.answer === null) return null
  const yes = visit.answer === 'yes'
  return (
    <Act
      action={href(base, `/api/v1/visits/${visit.token}/answer`)}
      fields={{ answer: yes ? 'no' : 'yes' }}
      className="q"
    >
      {t(yes ? 'ask.saidYes' : 'ask.saidNo')}
    </Act>
  )
}

/** The visit is over. A coupon that was earned stays in reach. */
export function Closed({ voice, visit }: VisitProps) {
  const { t } = voice
  if (visit.coupon) {
    return (
      <>
        <Coupon voice={voice} visit={visit} />
        <p className="small lead">
          {visit.coupon.status === 'issued' && t('closed.coupon')} {t('closed.sub')}
        </p>
        {visit.coupon.status !== 'issued' && <Hill />}
      </>
    )
  }
  return (
    <>
      <Me voice={voice} visit={visit} />
      <h1>{t('closed.hello')}</h1>
      <p className="lead" data-primary>
        <strong>{t('closed.sub')}</strong>
      </p>
      <Hill />
    </>
  )
}

function Coupon({ voice, visit }: VisitProps) {
  const { t, language, base } = voice
  const { coupon } = visit
  if (!coupon) return null
  const code = `${coupon.code.slice(0, 3)} ${coupon.code.slice(3)}`
  if (coupon.status !== 'issued') return <Spent voice={voice} visit={visit} />
  return (
    <>
      <section className="plate" data-primary>
        <Worth voice={voice} coupon={coupon} main />
        <PhoneQr text={coupon.url} side={222} level="Q" title={t('coupon.qr', { code })} />
        <p className="code">{code}</p>
        <p className="small">{t('coupon.read')}</p>
      </section>
      <dl className="facts">
        <div>
          <dt>{t('coupon.where')}</dt>
          <dd>{t('coupon.whereAt', { store: visit.store[language] })}</dd>
        </div>
        <div>
          <dt>{t('coupon.until')}</dt>
          <dd>{makeDate(voice, coupon.expiresAt, true)}</dd>
        </div>
      </dl>
      <div className="push">
        <Act action={href(base, `/api/v1/visits/${visit.token}/coupon/renew`)} fields={{}} className="b">
          {t('coupon.renew')}
        </Act>
        <p className="small under">{t('coupon.renewSub')}</p>
      </div>
    </>
  )
}

/** A coupon that no longer works: no code to scan, and what became of it. */
function Spent({ voice, visit }: VisitProps) {
  const { t } = voice
  const { coupon } = visit
  if (!coupon) return null
  const { redeemedAt } = coupon
  const said = {
    redeemed: [
      t('coupon.redeemed'),
      redeemedAt === null ? '' : t('coupon.redeemedAt', { date: makeDate(voice, redeemedAt, true) }),
    ],
    voided: [t('coupon.voided'), t('coupon.voidedSub')],
    expired: [t('coupon.expired'), t('coupon.expiredAt', { date: makeDate(voice, coupon.expiresAt, true) })],
    issued: ['', ''],
  }[coupon.status]
  return (
    <>
      <Me voice={voice} visit={visit} />
      <section className="plate spent" role="status" data-primary>
        <Worth voice={voice} coupon={coupon} main />
        <h2 className="end">{said[0]}</h2>
        <p>{said[1]}</p>
      </section>
    </>
  )
}
