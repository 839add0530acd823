/** After this long a void needs a manager. */
export const VOID_FREE_MS = 30 * 60_000

export type CouponFacts = {
  status: 'issued' | 'redeemed' | 'voided'
  expiresAt: number
  minSpend: number
  redeemedAt: number | null
}

export type RedemptionRefusal = 'coupon_used' | 'coupon_voided' | 'coupon_expired' | 'spend_too_low'

/** Whether a coupon may be redeemed on a receipt of this amount (minor units). The first reason against it wins. */
export function decideRedemption(
  coupon: CouponFacts,
  amount: number,
  now: number,
): { ok: true } | { ok: false; reason: RedemptionRefusal } {
  if (coupon.status === 'redeemed') return { ok: false, reason: 'coupon_used' }
  if (coupon.status === 'voided') return { ok: false, reason: 'coupon_voided' }
  if (coupon.expiresAt <= now) return { ok: false, reason: 'coupon_expired' }
  if (amount < coupon.minSpend) return { ok: false, reason: 'spend_too_low' }
  return { ok: true }
}

/** What the customer pays: a discount never pays out. Minor units. */
export function getToPay(amount: number, discount: number): number {
  return Math.max(0, amount - discount)
}

/** Whether this role may void a redemption now. */
export function decideVoid(
  coupon: CouponFacts,
  role: 'staff' | 'manager' | 'admin',
  now: number,
): { ok: true } | { ok: false; reason: 'not_redeemed' | 'void_needs_manager' } {
  if (coupon.status !== 'redeemed' || coupon.redeemedAt === null) return { ok: false, reason: 'not_redeemed' }
  if (role === 'staff' && now - coupon.redeemedAt > VOID_FREE_MS)
    return { ok: false, reason: 'void_needs_manager' }
  return { ok: true }
}
