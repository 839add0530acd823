import { describe, expect, test } from 'vitest'
import { makeRandom } from '@/server/simulate/random'
import { ABUSE_RULES, decideAbuse, getTravelMinutes, type TapFact } from './abuse'

const NOW = 1_700_000_000_000
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const TAP: TapFact = {
  at: NOW,
  storeId: 'suzhou-creek',
  touchpointId: 'wall-ring',
  visitorId: 'lin',
  network: 'showroom',
  agentId: null,
}
/** Taps before `TAP`, evenly over a time. */
const earlier = (count: number, overMs: number, change: Partial<TapFact> = {}): TapFact[] =>
  Array.from({ length: count }, (_, i) => ({ ...TAP, at: NOW - Math.floor((overMs * i) / count), ...change }))
const elsewhere = { touchpointId: 'shelf-tag', network: 'other' }
/** The same taps, each by somebody else. */
const crowd = (taps: TapFact[], change: Partial<TapFact>) =>
  taps.map((tap, i) => ({ ...tap, visitorId: `visitor-${i}`, ...change }))
const KM: Record<string, number> = { 'suzhou-creek|westbund': 9, 'suzhou-creek|chengdu': 1_660 }
const travel = (from: string, to: string) => {
  const km = KM[`${from}|${to}`] ?? KM[`${to}|${from}`]
  return km === undefined ? null : getTravelMinutes(km)
}

describe('a tap is', () => {
  test.each<[string, TapFact[], object]>([
    ['ok alone', [], { verdict: 'ok' }],
    ['ok as the second of a double tap', earlier(1, 400), { verdict: 'ok' }],
    ['ok as the 20th of a visitor in a minute', earlier(19, MINUTE, elsewhere), { verdict: 'ok' }],
    [
      'refused as the 21st of a visitor in a minute',
      earlier(20, MINUTE, elsewhere),
      { verdict: 'refused', reason: 'visitor_rate' },
    ],
    ['ok a minute after many', earlier(20, 1, { ...elsewhere, at: NOW - MINUTE }), { verdict: 'ok' }],
    [
      'suspicious as the sixth in five seconds',
      earlier(5, 4_000, elsewhere),
      { verdict: 'suspicious', reason: 'visitor_burst' },
    ],
    [
      'refused as the 101st of a visitor in a day',
      earlier(100, 20 * HOUR, elsewhere),
      { verdict: 'refused', reason: 'visitor_day' },
    ],
    [
      'refused where 50 come in a second',
      crowd(earlier(80, 1_600), { network: 'other' }),
      { verdict: 'refused', reason: 'touchpoint_burst' },
    ],
    [
      'refused where hundreds come in a minute',
      crowd(earlier(400, MINUTE), { network: 'other' }),
      { verdict: 'refused', reason: 'touchpoint_rate' },
    ],
    [
      'suspicious where one comes every six seconds for an hour',
      crowd(earlier(600, HOUR), { network: 'other' }),
      { verdict: 'suspicious', reason: 'touchpoint_hour' },
    ],
    [
      'suspicious, and never refused, from a network that sends one a second',
      crowd(earlier(5_000, 10 * MINUTE), { touchpointId: 'shelf-tag' }),
      { verdict: 'suspicious', reason: 'network_rate' },
    ],
    ['ok for the 300 phones of an opening', crowd(earlier(300, MINUTE), {}), { verdict: 'ok' }],
    [
      'suspicious in another city an hour later',
      earlier(1, 1, { ...elsewhere, storeId: 'chengdu', at: NOW - HOUR }),
      { verdict: 'suspicious', reason: 'impossible_travel' },
    ],
    [
      'suspicious when a late report says they are in another city since',
      earlier(1, 1, { ...elsewhere, storeId: 'chengdu', at: NOW + HOUR }),
      { verdict: 'suspicious', reason: 'impossible_travel' },
    ],
    [
      'ok in another city the same evening',
      earlier(1, 1, { ...elsewhere, storeId: 'chengdu', at: NOW - 6 * HOUR }),
      { verdict: 'ok' },
    ],
    [
      'ok across the river five minutes later',
      earlier(1, 1, { ...elsewhere, storeId: 'westbund', at: NOW - 5 * MINUTE }),
      { verdict: 'ok' },
    ],
    [
      'ok in a store whose distance nobody knows',
      earlier(1, 1, { ...elsewhere, storeId: 'harbin', at: NOW - MINUTE }),
      { verdict: 'ok' },
    ],
  ])('%s', (_what, recent, verdict) => expect(decideAbuse(TAP, recent, travel)).toEqual(verdict))

  test.each<[string, number, object]>([
    ['ok from an agent with four busy readers', 100, { verdict: 'ok' }],
    [
      'suspicious from an agent that reports two a second',
      120,
      { verdict: 'suspicious', reason: 'agent_rate' },
    ],
    ['refused from an agent that reports ten a second', 600, { verdict: 'refused', reason: 'agent_rate' }],
  ])('%s', (_what, count, verdict) => {
    const seen = crowd(earlier(count, MINUTE, { ...elsewhere, agentId: 'agent-1' }), {})
    expect(decideAbuse({ ...TAP, agentId: 'agent-1' }, seen)).toEqual(verdict)
  })

  test('not held against a phone without a cookie, network or agent', () => {
    const nobody = { ...TAP, visitorId: null, network: null }
    const others = earlier(300, MINUTE, { visitorId: null, network: null, touchpointId: 'shelf-tag' })
    expect(decideAbuse(nobody, others, travel)).toEqual({ verdict: 'ok' })
  })

  test('judged by whatever policy is given', () => {
    const strict = ABUSE_RULES.map((rule) => ({ ...rule, limit: 0 }))
    expect(decideAbuse(TAP, [], travel, strict)).toEqual({ verdict: 'refused', reason: 'visitor_rate' })
    expect(decideAbuse(TAP, earlier(1_000, 1_000), travel, [])).toEqual({ verdict: 'ok' })
  })
})

/** Taps in time order, each judged by those before it that were not refused. */
function judge(taps: readonly TapFact[]) {
  const kept: TapFact[] = []
  const byVisitor = new Map<string, TapFact[]>()
  let from = 0
  return taps.map((tap) => {
    while ((kept[from]?.at ?? tap.at) <= tap.at - HOUR) from++
    const own = tap.visitorId === null ? [] : (byVisitor.get(tap.visitorId) ?? [])
    const older = own.filter((other) => other.at <= tap.at - HOUR)
    const verdict = decideAbuse(tap, [...kept.slice(from), ...older], travel)
    if (verdict.verdict !== 'refused') {
      kept.push(tap)
      if (tap.visitorId !== null) byVisitor.set(tap.visitorId, [...own, tap])
    }
    return verdict
  })
}

/** A visitor as they come: some linger, some hurry, some touch twice, some go on to the other store. */
function makeTrace(visitor: number): TapFact[] {
  const random = makeRandom(7, visitor)
  const visitorId = `visitor-${visitor}`
  const cookieless = random.chance(0.2)
  const wifi = random.chance(0.6)
  const taps: TapFact[] = []
  let at = NOW + random.int(0, 7 * 24) * HOUR + random.int(0, HOUR)
  let storeId = random.pick(['suzhou-creek', 'westbund'])
  const stores = random.chance(0.1) ? 2 : 1
  for (let visit = 0; visit < stores; visit++) {
    const touches = random.int(1, 12)
    for (let touch = 0; touch < touches; touch++) {
      const tap = {
        at,
        storeId,
        touchpointId: `${storeId}-${random.pick(['ring', 'code', 'shelf', 'till'])}`,
        visitorId: cookieless && touch === 0 ? null : visitorId,
        network: wifi ? storeId : `mobile-${random.int(0, 50)}`,
        agentId: random.chance(0.3) ? `${storeId}-agent` : null,
      }
      taps.push(tap)
      // A phone held to a tag is read twice more often than its owner thinks.
      if (random.chance(0.15)) taps.push({ ...tap, at: at + random.int(300, 1_500) })
      at += 3_000 + random.wait(25_000)
    }
    at += (getTravelMinutes(9) + random.wait(40)) * MINUTE
    storeId = storeId === 'westbund' ? 'suzhou-creek' : 'westbund'
  }
  return taps
}

test('none of 5,000 honest visitors is refused or suspected', () => {
  const taps = Array.from({ length: 5_000 }, (_, visitor) => makeTrace(visitor))
    .flat()
    .toSorted((a, b) => a.at - b.at)
  expect(taps.length).toBeGreaterThan(30_000)
  expect(judge(taps).filter(({ verdict }) => verdict !== 'ok')).toEqual([])
}, 60_000)

describe('one phone that taps 1,000 times', () => {
  const count = (verdicts: ReturnType<typeof judge>, wanted: string) =>
    verdicts.filter(({ verdict }) => verdict === wanted).length
  const tapEvery = (ms: number, change: Partial<TapFact>) =>
    Array.from({ length: 1_000 }, (_, i) => ({ ...TAP, at: NOW + i * ms, ...change }))

  test.each([20, 1_000, 5_000])('every %i ms gets no more than 100 in a day, nor 20 in a minute', (ms) => {
    const verdicts = judge(tapEvery(ms, {}))
    expect(count(verdicts, 'refused')).toBeGreaterThanOrEqual(900)
    const first = verdicts.slice(0, Math.ceil(MINUTE / ms))
    expect(first.length - count(first, 'refused')).toBeLessThanOrEqual(20)
  })

  test('without its cookie, as fast as it can, is stopped within two seconds', () => {
    const verdicts = judge(tapEvery(20, { visitorId: null }))
    expect(verdicts.findIndex(({ verdict }) => verdict === 'refused')).toBeLessThanOrEqual(100)
  })

  test('without its cookie, at a person’s pace, counts 600 times at most', () => {
    expect(count(judge(tapEvery(1_000, { visitorId: null })), 'ok')).toBeLessThanOrEqual(600)
  })
})
