import { describe, expect, test } from 'vitest'
import { getSettlementDay, type SettlementEntry } from './settlement'

const row = (couponId: string, status: string, at: number): SettlementEntry => ({
  couponId,
  status,
  at,
  discount: 4_000,
  amount: 20_800,
  currency: 'CNY',
  receipt: `R-${couponId}`,
})

describe('a day of settlement', () => {
  test('lists what was redeemed, newest first, and says what was taken back', () => {
    const day = getSettlementDay([
      row('a', 'issued', 1),
      row('b', 'issued', 2),
      row('a', 'redeemed', 3),
      row('b', 'redeemed', 4),
      row('a', 'voided', 5),
    ])
    expect(day.redeemed.map(({ couponId, voidedAt }) => [couponId, voidedAt])).toEqual([
      ['b', null],
      ['a', 5],
    ])
    expect(day).toMatchObject({ issued: 2, valid: 1, owed: 4_000, currency: 'CNY' })
  })

  test('yesterday’s redemption taken back today is owed back today', () => {
    expect(getSettlementDay([row('a', 'voided', 1)]).owed).toBe(-4_000)
  })

  test('an empty day has no currency to tell', () => {
    expect(getSettlementDay([])).toEqual({ redeemed: [], issued: 0, valid: 0, owed: 0, currency: null })
  })
})
