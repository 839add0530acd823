import { describe, expect, test } from 'vitest'
import { type CouponFacts, decideRedemption, decideVoid, getToPay, VOID_FREE_MS } from './rule'

const NOW = 1_700_000_000_000
const issued: CouponFacts = { status: 'issued', expiresAt: NOW + 1, minSpend: 16_800, redeemedAt: null }
const redeemed: CouponFacts = { ...issued, status: 'redeemed', redeemedAt: NOW }

describe('a coupon is redeemed', () => {
  test.each<[string, CouponFacts, number, string | null]>([
    ['when it is open and the receipt is large enough', issued, 16_800, null],
    ['not when it was used', redeemed, 20_000, 'coupon_used'],
    ['not when it was voided', { ...issued, status: 'voided' }, 20_000, 'coupon_voided'],
    ['not in the very millisecond it expires', { ...issued, expiresAt: NOW }, 20_000, 'coupon_expired'],
    ['not below its condition', issued, 16_799, 'spend_too_low'],
    ['and of several reasons the first is told', { ...redeemed, expiresAt: 0 }, 0, 'coupon_used'],
  ])('%s', (_when, coupon, amount, reason) =>
    expect(decideRedemption(coupon, amount, NOW)).toEqual(reason ? { ok: false, reason } : { ok: true }),
  )
})

test('a discount never pays out', () => {
  expect(getToPay(16_800, 4_000)).toBe(12_800)
  expect(getToPay(3_000, 4_000)).toBe(0)
})

describe('a redemption is taken back', () => {
  test.each<[string, CouponFacts, 'staff' | 'manager' | 'admin', number, string | null]>([
    ['by staff within half an hour', redeemed, 'staff', VOID_FREE_MS, null],
    ['by staff no later', redeemed, 'staff', VOID_FREE_MS + 1, 'void_needs_manager'],
    ['by a manager later', redeemed, 'manager', VOID_FREE_MS + 1, null],
    ['by an admin later', redeemed, 'admin', 10 * VOID_FREE_MS, null],
    ['never when there is none', issued, 'admin', 0, 'not_redeemed'],
    ['never twice', { ...redeemed, status: 'voided' }, 'manager', 0, 'not_redeemed'],
  ])('%s', (_who, coupon, role, later, reason) =>
    expect(decideVoid(coupon, role, NOW + later)).toEqual(reason ? { ok: false, reason } : { ok: true }),
  )
})
