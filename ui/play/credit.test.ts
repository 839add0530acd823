import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeCredit, printSplit } from './credit'
import { ANNA, click, join, keep, makeId, open, order, tap } from './events.fixture'

const says = (events: Parameters<typeof makeCredit>[0]) =>
  Object.fromEntries((makeCredit(events)?.split ?? []).map(({ channel, credit }) => [channel, credit]))

describe('the credit of one phone, if it ordered now', () => {
  test('before anything happened there is none', () => {
    expect(makeCredit([])).toBeNull()
  })

  test('a click that nothing carries earns nothing: walk-in', () => {
    const credit = makeCredit([click(1, 'ott/boot')])
    expect(credit).toMatchObject({ split: [{ channel: 'walk-in', credit: 1 }], joined: 0, loose: 1 })
  })

  test('a kept pass binds its click', () => {
    expect(makeCredit([click(1, 'ott/boot'), keep(2, makeId(1))])).toMatchObject({
      split: [{ channel: 'ott/boot', credit: 1 }],
      joined: 1,
      loose: 0,
      kept: true,
    })
  })

  test('later clicks of a known phone count at once, first and last most', () => {
    const events = [
      click(1, 'ott/boot'),
      keep(2, makeId(1)),
      click(3, 'search/cpc', ANNA),
      click(4, 'influencer/post', ANNA),
    ]
    const split = says(events)
    expect(split['ott/boot']).toBeCloseTo(0.4)
    expect(split['search/cpc']).toBeCloseTo(0.2)
    expect(split['influencer/post']).toBeCloseTo(0.4)
  })

  test('the tap is a stage: it moves nothing', () => {
    const before = [click(1, 'ott/boot'), keep(2, makeId(1))]
    expect(says([...before, tap(3), join(4), open(5)])).toEqual(says(before))
    expect(makeCredit([...before, tap(3), join(4), open(5)])).toMatchObject({
      tapped: true,
      carrier: 'cookie',
    })
  })

  test('a yes in the store keeps a pass, but brings no ad along', () => {
    expect(says([click(1, 'ott/boot'), tap(2), open(3), keep(4)])).toEqual({ 'walk-in': 1 })
  })

  test('an order settles it: later clicks do not count', () => {
    const events = [
      click(1, 'ott/boot'),
      keep(2, makeId(1)),
      tap(3),
      order(4, 20_800),
      click(9, 'search/cpc', ANNA),
    ]
    expect(makeCredit(events)).toMatchObject({
      split: [{ channel: 'ott/boot', credit: 1 }],
      ordered: { amount: 20_800, currency: 'CNY' },
    })
  })
})

test('printed parts sum to 1.00 and are never off by more than a hundredth', () => {
  const weights = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 9 })
  fc.assert(
    fc.property(weights, (list) => {
      const sum = list.reduce((total, weight) => total + weight, 0)
      const split = list.map((weight, i) => ({ channel: `a/${i}`, credit: weight / sum }))
      const printed = printSplit(split)
      expect(Math.round(printed.reduce((total, part) => total + Number(part) * 100, 0))).toBe(100)
      printed.forEach((part, i) => {
        expect(Math.abs(Number(part) - (split[i]?.credit ?? 0))).toBeLessThan(0.0101)
      })
    }),
  )
})
