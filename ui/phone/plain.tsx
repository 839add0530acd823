import type { ErrorCode } from '@/protocol/error'
import type { CouponView } from '@/protocol/visit'
import { makePrice } from '@/ui/kits/words'
import { Hill } from './hill'
import { makeDate, sayError, type Voice } from './words'

/** What went wrong, in a sentence, and what to do next. */
export function Fault({ voice, code }: { voice: Voice; code: ErrorCode }) {
  return (
    <main>
      <h1 className="plain">{sayError(code, voice.language)}</h1>
      <p className="lead">{voice.t('error.what')}</p>
      <Hill />
    </main>
  )
}

/** A coupon's public page, behind its QR: whether it is good, never its code. */
export function Card({ voice, coupon }: { voice: Voice; coupon: CouponView }) {
  const { t } = voice
  return (
    <main>
      <h1>{t('card.show')}</h1>
      <section className={coupon.status === 'issued' ? 'plate' : 'plate spent'}>
        <Worth voice={voice} coupon={coupon} />
      </section>
      <p className="lead" data-primary>
        <strong>{sayStatus(voice, coupon)}</strong>
      </p>
      {coupon.status === 'issued' && <p className="lead">{t('card.staff')}</p>}
      <Hill />
    </main>
  )
}

/** What a coupon takes off, and on which condition. `main` when it is the page's heading. */
export function Worth({ voice, coupon, main = false }: { voice: Voice; coupon: CouponView; main?: boolean }) {
  const { t, language } = voice
  const price = (minor: number) => makePrice(minor, coupon.currency, language)
  const Heading = main ? 'h1' : 'h2'
  return (
    <div className="worth">
      <Heading>
        {t.rich('coupon.off', { amount: price(coupon.discount), s: (words) => <s key="s">{words}</s> })}
      </Heading>
      <p>
        {coupon.minSpend > 0 ? t('coupon.minSpend', { amount: price(coupon.minSpend) }) : t('coupon.noMin')}
        <br />
        {coupon.name[language]}
      </p>
    </div>
  )
}

function sayStatus(voice: Voice, { status, redeemedAt, expiresAt }: CouponView): string {
  const { t } = voice
  switch (status) {
    case 'issued':
      return t('card.issued')
    case 'redeemed':
      return redeemedAt === null
        ? t('coupon.redeemed')
        : t('card.redeemed', { date: makeDate(voice, redeemedAt, true) })
    case 'expired':
      return t('card.expired', { date: makeDate(voice, expiresAt, true) })
    case 'voided':
      return t('card.voided')
  }
}
