import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { getLocalDay } from './day'
import { evolveJourney, getCounts, type Journey, type Step } from './journey'
import { makeWorkingSet } from './working-set'

const NOW = Date.UTC(2026, 10, 21, 6)
const shared = {
  brandId: 'mistleaf',
  campaignId: 'first-frost',
  storeId: null,
  visitorId: 'lin',
  visitId: null,
  simulated: false,
}
let last = 0
type Given = { type: Step['type'] } & Record<string, unknown>
const step = (given: Given): Step => ({ ...shared, id: `event-${last++}`, at: NOW, ...given }) as Step

const click = (id: string, channel = 'xiaomi/ott') =>
  step({ type: 'clicked', id, channel, language: 'zh', visitorId: null })
const inVisit = { visitId: 'visit', storeId: 'shanghai' }
const tap = () => step({ type: 'tapped', ...inVisit, language: 'zh' })
const visit = (given: Record<string, unknown> = {}) =>
  step({ type: 'visited', ...inVisit, language: 'zh', channel: null, clickId: null, ...given })

function play(...steps: Step[]): Journey[] {
  const rows = makeWorkingSet([])
  for (const one of steps) evolveJourney(rows, one)
  return rows.getChanged()
}
function count(rows: Journey[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { stage } of rows.flatMap((row) => getCounts(row, 'Asia/Shanghai', getLocalDay))) {
    counts[stage] = (counts[stage] ?? 0) + 1
  }
  return counts
}

describe('a journey', () => {
  test('given a click alone, it has a row of its own', () => {
    expect(play(click('click'))).toMatchObject([{ id: 'click', channel: 'xiaomi/ott', visitorId: null }])
  })

  test('given a visit that came from a click, one row holds both', () => {
    const rows = play(
      click('click'),
      step({ type: 'kept', channel: 'xiaomi/ott', clickId: 'click' }),
      tap(),
      visit({ channel: 'xiaomi/ott', clickId: 'click' }),
    )
    expect(rows).toMatchObject([
      {
        id: 'visit',
        channel: 'xiaomi/ott',
        clickedAt: NOW,
        tappedAt: NOW,
        visitedAt: NOW,
        storeId: 'shanghai',
      },
    ])
  })

  test('given a walk-in who agrees during the visit, the visit takes the channel of the pass', () => {
    const kept = step({ type: 'kept', ...inVisit, channel: 'google/cpc', clickId: 'click' })
    const rows = play(click('click', 'google/cpc'), tap(), tap(), visit(), kept)
    expect(rows.map(({ channel }) => channel)).toEqual(['google/cpc', 'google/cpc'])
    expect(count(rows)).toEqual({ clicked: 1, tapped: 2, visited: 1 })
  })

  test('given a click that is read after its visit, it still joins', () => {
    const rows = play(tap(), visit({ channel: 'xiaomi/ott', clickId: 'click' }), click('click'))
    expect(rows).toMatchObject([{ id: 'visit', clickedAt: NOW }])
  })

  test('given a second order of a visit, both are counted and each keeps its value', () => {
    const order = (orderId: string, amount: number) =>
      step({ type: 'ordered', ...inVisit, orderId, amount, origin: 'till' })
    const rows = play(
      tap(),
      visit(),
      order('a', 500),
      order('b', 300),
      step({ type: 'refunded', orderId: 'b', amount: 300 }),
    )
    expect(count(rows)).toEqual({ tapped: 1, visited: 1, ordered: 2 })
    expect(rows.map(({ value }) => value)).toEqual([500, 0])
  })

  test('given an order of nobody, it is a walk-in in store and unknown online', () => {
    const nobody = { visitorId: null, amount: 100 }
    const rows = play(
      step({ type: 'ordered', ...nobody, orderId: 'a', origin: 'till' }),
      step({ type: 'ordered', ...nobody, orderId: 'b', origin: 'online' }),
    )
    expect(rows.map(({ channel }) => channel)).toEqual(['walk-in', 'unknown'])
  })

  test('given a void, the redemption is taken off', () => {
    const rows = play(
      tap(),
      visit(),
      step({ type: 'redeemed', ...inVisit }),
      step({ type: 'voided', ...inVisit }),
    )
    expect(count(rows)).toEqual({ tapped: 1, visited: 1 })
  })

  test('given many halts lit, it is engaged once, from the first', () => {
    const rows = play(
      tap(),
      visit(),
      step({ type: 'engaged', ...inVisit }),
      step({ type: 'engaged', ...inVisit, at: NOW - 1 }),
    )
    expect(count(rows)).toMatchObject({ engaged: 1 })
    expect(rows[0]?.engagedAt).toBe(NOW - 1)
  })
})

test('however events come, each is counted once: clicks, taps, coupons and orders', () => {
  const visitIds = ['v1', 'v2']
  const one = fc.oneof(
    fc.record({
      type: fc.constant('clicked'),
      channel: fc.constant('xiaomi/ott'),
      language: fc.constant('zh'),
    }),
    fc.record({
      type: fc.constant('tapped'),
      visitId: fc.constantFrom(...visitIds),
      language: fc.constant('en'),
    }),
    fc.record({
      type: fc.constant('visited'),
      visitId: fc.constantFrom(...visitIds),
      language: fc.constant('en'),
      channel: fc.constantFrom(null, 'xiaomi/ott'),
      clickId: fc.constantFrom(null, 'event-0', 'event-1', 'event-2'),
    }),
    fc.record({
      type: fc.constant('kept'),
      visitId: fc.constantFrom(null, ...visitIds),
      channel: fc.constantFrom(null, 'xiaomi/ott'),
      clickId: fc.constantFrom(null, 'event-0', 'event-1', 'event-2'),
    }),
    fc.record({ type: fc.constant('coupon'), visitId: fc.constantFrom(...visitIds) }),
    fc.record({
      type: fc.constant('ordered'),
      visitId: fc.constantFrom(null, ...visitIds),
      amount: fc.nat(900),
      origin: fc.constant('till'),
    }),
  )
  fc.assert(
    fc.property(fc.array(one, { maxLength: 30 }), (given) => {
      const steps = given.map(
        (part, i) => ({ ...shared, id: `event-${i}`, at: NOW + i, orderId: `order-${i}`, ...part }) as Step,
      )
      const rows = play(...steps)
      const counted = count(rows)
      for (const [type, stage] of [
        ['clicked', 'clicked'],
        ['tapped', 'tapped'],
        ['coupon', 'coupon'],
        ['ordered', 'ordered'],
      ] as const) {
        expect(counted[stage] ?? 0).toBe(steps.filter((s) => s.type === type).length)
      }
      expect(rows.reduce((sum, { value }) => sum + value, 0)).toBe(
        steps.reduce((sum, s) => sum + (s.type === 'ordered' ? s.amount : 0), 0),
      )
    }),
  )
})

test.each([
  ['2026-11-20T16:30:00Z', 'Asia/Shanghai', '2026-11-21'],
  ['2026-11-20T16:30:00Z', 'Europe/Paris', '2026-11-20'],
  ['2026-03-29T00:30:00Z', 'Europe/Paris', '2026-03-29'],
])('at %s it is %s in the store: %s', (at, timeZone, day) => {
  expect(getLocalDay(Date.parse(at), timeZone)).toBe(day)
})
