import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { getCredit, getWeights, MODELS, type Model } from './model'
import { getUntouched, makePath, type Touch } from './touch'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 21, 6, 0, 0)
const at = (channel: string, daysAgo: number): Touch => ({ channel, at: NOW - daysAgo * DAY })
const channels = ['xiaomi/ott', 'google/cpc', 'douyin/video', 'store/nfc']
const touch = fc.record({ channel: fc.constantFrom(...channels), at: fc.integer({ min: 0, max: NOW }) })
const toTable = (credits: { channel: string; credit: number }[]) =>
  Object.fromEntries(credits.map(({ channel, credit }) => [channel, Number(credit.toFixed(6))]))

describe('credit of one conversion', () => {
  const tv = at('xiaomi/ott', 9)
  const search = at('google/cpc', 5)
  const video = at('douyin/video', 1)
  const cases: [given: string, Touch[], Model, Record<string, number>][] = [
    ['no touch', [], 'position', { 'walk-in': 1 }],
    ['no touch', [], 'linear', { 'walk-in': 1 }],
    ['one touch', [tv], 'position', { 'xiaomi/ott': 1 }],
    ['two touches', [tv, search], 'position', { 'xiaomi/ott': 0.5, 'google/cpc': 0.5 }],
    ['two touches', [tv, search], 'first', { 'xiaomi/ott': 1 }],
    ['two touches', [tv, search], 'last', { 'google/cpc': 1 }],
    [
      'three touches',
      [tv, search, video],
      'position',
      { 'xiaomi/ott': 0.4, 'google/cpc': 0.2, 'douyin/video': 0.4 },
    ],
    [
      'four touches',
      [tv, search, search, video],
      'position',
      { 'xiaomi/ott': 0.4, 'google/cpc': 0.2, 'douyin/video': 0.4 },
    ],
    [
      'the same channel twice',
      [tv, tv, search],
      'linear',
      { 'xiaomi/ott': 0.666667, 'google/cpc': 0.333333 },
    ],
    ['the same channel at both ends', [tv, search, tv], 'position', { 'xiaomi/ott': 0.8, 'google/cpc': 0.2 }],
  ]
  test.each(cases)('given %s %j, %s credits %j', (_given, path, model, expected) => {
    expect(toTable(getCredit(model, path, 'walk-in'))).toEqual(expected)
  })

  test('it sums to one, for every model and path', () => {
    fc.assert(
      fc.property(fc.constantFrom(...MODELS), fc.array(touch, { maxLength: 60 }), (model, path) => {
        const sum = getCredit(model, path, 'walk-in').reduce((total, { credit }) => total + credit, 0)
        expect(Math.abs(sum - 1)).toBeLessThan(1e-9)
      }),
    )
  })

  test('its value adds up to what the order paid', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...MODELS),
        fc.array(touch, { maxLength: 60 }),
        fc.integer({ min: 0, max: 100_000_000 }),
        (model, path, amount) => {
          const value = getCredit(model, path, 'walk-in').reduce(
            (total, { credit }) => total + credit * amount,
            0,
          )
          expect(Math.abs(value - amount)).toBeLessThanOrEqual(1e-9 * Math.max(1, amount))
        },
      ),
    )
  })

  test('no weight is below zero, and there is one for each touch', () => {
    fc.assert(
      fc.property(fc.constantFrom(...MODELS), fc.integer({ min: 1, max: 500 }), (model, length) => {
        const weights = getWeights(model, length)
        expect(weights).toHaveLength(length)
        expect(weights.every((weight) => weight >= 0)).toBe(true)
      }),
    )
  })

  test('linear does not care in which order touches came', () => {
    fc.assert(
      fc.property(fc.array(touch, { minLength: 1, maxLength: 20 }), (path) => {
        const sorted = toTable(getCredit('linear', path, 'walk-in'))
        expect(toTable(getCredit('linear', path.toReversed(), 'walk-in'))).toEqual(sorted)
      }),
    )
  })
})

describe('the path to an order', () => {
  const order = { at: NOW, lookbackMs: 30 * DAY }
  const given = {
    clicks: [at('google/cpc', 2), at('xiaomi/ott', 9), at('douyin/video', 31), at('google/cpc', -1)],
    visits: [NOW - DAY],
  }

  test('in store only clicks within the look-back count, oldest first', () => {
    expect(makePath({ ...order, origin: 'till' }, given)).toEqual([at('xiaomi/ott', 9), at('google/cpc', 2)])
  })

  test('online the store visit is a touch too', () => {
    expect(makePath({ ...order, origin: 'online' }, given)).toEqual([
      at('xiaomi/ott', 9),
      at('google/cpc', 2),
      at('store/nfc', 1),
    ])
  })

  test('both ends of the look-back belong to it', () => {
    const edges = { clicks: [at('xiaomi/ott', 30), at('google/cpc', 0)], visits: [] }
    expect(makePath({ ...order, origin: 'till' }, edges)).toHaveLength(2)
  })

  test('the same channel twice in a row stays two touches', () => {
    const twice = { clicks: [at('xiaomi/ott', 2), at('xiaomi/ott', 1)], visits: [] }
    expect(makePath({ ...order, origin: 'till' }, twice)).toHaveLength(2)
  })

  test('without a touch an in-store order is a walk-in and an online one is unknown', () => {
    expect([getUntouched('till'), getUntouched('online')]).toEqual(['walk-in', 'unknown'])
  })

  test('it is sorted and inside the look-back, whatever came in', () => {
    fc.assert(
      fc.property(fc.array(touch), fc.array(fc.integer({ min: 0, max: NOW + DAY })), (clicks, visits) => {
        const path = makePath({ ...order, origin: 'online' }, { clicks, visits })
        expect(path.every((t) => t.at <= NOW && t.at >= NOW - 30 * DAY)).toBe(true)
        expect(path.map((t) => t.at)).toEqual(path.map((t) => t.at).toSorted((a, b) => a - b))
      }),
    )
  })
})
