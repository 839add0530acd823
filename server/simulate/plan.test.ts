import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderSteps, planShoppers, type Shopper, type StepType } from './plan'
import { CLOSES, DAY_MS, HOUR_MS, OPENS, SHOPS } from './world'

/** Midnight in Shanghai before Monday, 16 November 2026. */
const END = Date.UTC(2026, 10, 15, 16)
const given = { seed: 1, shoppers: 400, days: 14, end: END }
const getLocalHour = (at: number) => (at / HOUR_MS + 8) % 24
const count = (shoppers: readonly Shopper[], type: StepType) =>
  shoppers.flatMap(({ steps }) => steps).filter((step) => step.type === type).length

describe('the plan of simulated shoppers', () => {
  it('is the same for the same seed and another for another', () => {
    expect(planShoppers(given)).toEqual(planShoppers(given))
    expect(planShoppers({ ...given, seed: 2 })).not.toEqual(planShoppers(given))
  })

  it('begins with the same shoppers when it is longer', () => {
    expect(planShoppers({ ...given, shoppers: 500 }).slice(0, 400)).toEqual(planShoppers(given))
  })

  it('stays within its days, and each shopper does one thing after the other', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 28 }), (seed, days) => {
        for (const { steps } of planShoppers({ seed, shoppers: 40, days, end: END })) {
          const times = steps.map(({ at }) => at)
          expect(times.every((at) => Number.isSafeInteger(at))).toBe(true)
          expect(times).toEqual(times.toSorted((a, b) => a - b))
          expect(times.every((at) => at >= END - days * DAY_MS && at < END)).toBe(true)
        }
      }),
      // Somebody who comes back before the money of the first visit does.
      { numRuns: 60, examples: [[8_755, 6]] },
    )
  })

  it('lets people into a store only while it is open', () => {
    const inside: StepType[] = ['tap', 'answer', 'halt', 'redeem', 'void']
    const steps = planShoppers(given).flatMap((shopper) => shopper.steps)
    for (const { at } of steps.filter(({ type }) => inside.includes(type))) {
      expect(getLocalHour(at)).toBeGreaterThanOrEqual(OPENS)
      expect(getLocalHour(at)).toBeLessThan(CLOSES)
    }
  })

  it('never redeems below what the offer asks for, nor where there is no offer', () => {
    for (const { brandId, steps } of planShoppers(given)) {
      const coupon = SHOPS.find((shop) => shop.brandId === brandId)?.coupon
      for (const step of steps) {
        if (step.type === 'redeem') expect(step.amount).toBeGreaterThanOrEqual(coupon?.minSpend ?? Infinity)
      }
    }
  })

  it('has both brands, both languages, both stores, and somebody left at every stage', () => {
    const shoppers = planShoppers(given)
    expect(new Set(shoppers.map(({ brandId }) => brandId))).toEqual(new Set(['mistleaf', 'tidewave']))
    expect(new Set(shoppers.map(({ language }) => language.slice(0, 2)))).toEqual(new Set(['zh', 'en']))
    const [clicks, taps, halts] = [count(shoppers, 'click'), count(shoppers, 'tap'), count(shoppers, 'halt')]
    expect(clicks).toBeGreaterThan(taps)
    expect(halts).toBeLessThan(taps * 3)
    expect(count(shoppers, 'redeem')).toBeLessThan(halts / 3)
    for (const type of ['keep', 'answer', 'leave', 'redeem', 'order', 'refund'] as const) {
      expect(count(shoppers, type), type).toBeGreaterThan(0)
    }
  })

  it('is busier at the weekend than on a Monday', () => {
    const taps = planShoppers({ ...given, shoppers: 4_000 })
      .flatMap(({ steps }) => steps)
      .filter(({ type }) => type === 'tap')
      .map(({ at }) => new Date(at + 8 * HOUR_MS).getUTCDay())
    const on = (day: number) => taps.filter((d) => d === day).length
    expect(on(6)).toBeGreaterThan(on(1) * 1.3)
  })

  it('orders everybody’s steps by time', () => {
    const times = orderSteps(planShoppers(given)).map(({ step }) => step.at)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })
})
