import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { STAGES } from '@/protocol/analytics'
import type { Event } from '@/protocol/event'
import { makeAttribution } from '../attribution/service'
import { catchUp, makeTestDeps, type TestDeps } from '../db/testing'
import { rebuildJourneys } from './rebuild'
import { type Analytics, makeAnalytics } from './service'
import { makeEvents, seedBrands } from './testing'

let deps: TestDeps
let analytics: Analytics
let events: ReturnType<typeof makeEvents>
const ids: Record<string, string> = {}
const id = (name: string) => {
  ids[name] ??= deps.clock.id()
  return ids[name]
}
const getCounts = async (brandId = 'mistleaf', campaignId = 'first-frost') =>
  Object.fromEntries(
    (await analytics.brand.getFunnel(brandId, campaignId))?.stages.map(({ stage, count }) => [
      stage,
      count,
    ]) ?? [],
  )

beforeAll(async () => {
  deps = await makeTestDeps()
  analytics = makeAnalytics(deps)
  events = makeEvents(deps.clock)
  await seedBrands(deps.db.service)
})
afterAll(() => deps.close())

async function record(...given: Event[]) {
  await deps.ledger.record(given)
  await catchUp(deps.db.service, analytics.reader)
}

describe('the funnel', () => {
  test('given two visitors of two channels, it counts each stage, in whatever pieces events come', async () => {
    const tv = events.click('xiaomi/ott', 300)
    const search = events.click('google/cpc', 200)
    const [linTap, linVisit] = events.visit(
      { visitorId: id('lin'), visitId: id('lin visit'), channel: 'xiaomi/ott', clickId: tv.id },
      60,
    )
    const story: Event[] = [
      tv,
      search,
      events.consent(id('lin'), 299),
      events.kept(id('lin'), tv.id, 'xiaomi/ott', 299),
      ...(linTap && linVisit ? [linTap, linVisit] : []),
      events.engaged(id('lin'), id('lin visit'), 'gate', 59),
      events.engaged(id('lin'), id('lin visit'), 'ridge', 58),
      events.issued(id('lin'), id('lin visit'), id('coupon'), 57),
      ...events.visit({ visitorId: id('ada'), visitId: id('ada visit'), language: 'en' }, 50),
      events.kept(id('ada'), search.id, 'google/cpc', 49, id('ada visit')),
      events.order(
        { orderId: id('order'), amount: 45_000, visitorId: id('lin'), visitId: id('lin visit') },
        40,
      ),
    ]
    for (const event of story) await record(event)
    expect(await getCounts()).toEqual({
      clicked: 2,
      tapped: 2,
      visited: 2,
      engaged: 1,
      coupon: 1,
      redeemed: 0,
      ordered: 1,
    })
    const rows = await deps.db.service.query<{ channel: string }>(
      'SELECT channel FROM journey ORDER BY channel',
    )
    expect(rows.map(({ channel }) => channel)).toEqual(['google/cpc', 'xiaomi/ott'])
  })

  test('a redemption is counted, and taken off when it is voided', async () => {
    const who = { visitorId: id('lin'), visitId: id('lin visit'), storeId: 'shanghai' }
    const coupon = {
      offerId: 'first-frost-offer',
      couponId: id('coupon'),
      orderId: id('order'),
      userId: 'mei',
    }
    const money = { discount: 5000, amount: 50_000, currency: 'CNY', receipt: '0711' }
    await record(events.event('offer.redeemed', { ...coupon, ...money }, 40, who))
    expect(await getCounts()).toMatchObject({ redeemed: 1 })
    await record(events.event('offer.voided', { ...coupon, reason: 'wrong receipt' }, 30, who))
    expect(await getCounts()).toMatchObject({ redeemed: 0 })
  })

  test('each number is as many events as its link lists', async () => {
    await record(
      events.event('tap.accepted', { proof: 'static', proven: false, language: 'zh' }, 20, {
        ...{ visitorId: id('lin'), visitId: id('lin visit'), storeId: 'shanghai' },
      }),
    )
    const counts = await getCounts()
    for (const stage of STAGES) {
      const listed = await analytics.brand.getEvents('mistleaf', {
        campaignId: 'first-frost',
        stage,
        limit: 500,
      })
      expect([stage, listed.length]).toEqual([stage, counts[stage]])
    }
  })

  test('a refund takes its money off the value', async () => {
    await record(
      events.event(
        'order.refunded',
        { orderId: id('order'), amount: 5_000, currency: 'CNY', reason: 'one piece returned' },
        10,
        { visitorId: id('lin') },
      ),
    )
    expect(await analytics.brand.getFunnel('mistleaf', 'first-frost')).toMatchObject({
      value: 40_000,
      currency: 'CNY',
      languages: [{ key: null, visitors: 2, pooled: 2 }],
    })
  })

  test('a store sees its own stages', async () => {
    const [store] = await analytics.brand.getStoreFigures('mistleaf', 'first-frost')
    expect(store).toMatchObject({
      storeId: 'shanghai',
      stages: { tapped: 3, visited: 2, clicked: 2, ordered: 1 },
    })
  })

  test('simulated visitors are counted apart', async () => {
    const made = makeEvents(deps.clock, { simulated: true })
    for (let i = 0; i < 12; i++) {
      await deps.ledger.record(made.visit({ visitorId: deps.clock.id(), visitId: deps.clock.id() }, 5))
    }
    await catchUp(deps.db.service, analytics.reader)
    const funnel = await analytics.brand.getFunnel('mistleaf', 'first-frost')
    expect(funnel?.stages.find(({ stage }) => stage === 'visited')).toEqual({
      stage: 'visited',
      count: 14,
      simulated: 12,
    })
    expect(funnel?.languages).toEqual([
      { key: 'zh', visitors: 12, pooled: 0 },
      { key: null, visitors: 2, pooled: 2 },
    ])
  })

  test('what was kept up piece by piece equals a full rebuild, and a wrong count is found and mended', async () => {
    const check = () => rebuildJourneys(deps.db.service, { replace: false })
    expect(await check()).toMatchObject({ different: { journey: 0, rollup: 0 } })
    await deps.db.service.query(
      "UPDATE rollup_day SET count = count + 1 WHERE stage = 'tapped' AND NOT simulated",
    )
    expect((await check()).different.rollup).toBeGreaterThan(0)
    await rebuildJourneys(deps.db.service, { replace: true })
    expect(await check()).toMatchObject({ different: { journey: 0, rollup: 0 } })
    expect(await getCounts()).toMatchObject({ tapped: 15 })
  })
})

describe('credit', () => {
  test('an order is credited by what was bound to its visitor, under each model, and a refund takes value only', async () => {
    const attribution = makeAttribution(deps)
    const [visitorId, orderId] = [deps.clock.id(), deps.clock.id()]
    const clicks = [
      events.click('douyin/video', 60 * 24 * 40),
      events.click('xiaomi/ott', 60 * 24 * 9),
      events.click('google/cpc', 60 * 24 * 3),
      events.click('google/cpc', 60 * 24),
    ]
    await record(
      ...clicks,
      ...clicks.map(({ id: clickId }) => events.kept(visitorId, clickId, 'x/y', 60)),
      events.order({ orderId, amount: 30_000, visitorId }, 1),
    )
    await catchUp(deps.db.service, attribution.reader)
    const read = () =>
      deps.db.service.query<{ model: string; channel: string; credit: number; value: number }>(
        'SELECT model, channel, round(credit::numeric, 6)::float8 AS credit, round(value::numeric, 3)::float8 AS value FROM credit WHERE order_id = $1 ORDER BY model, channel',
        [orderId],
      )
    expect(await read()).toEqual([
      { model: 'first', channel: 'xiaomi/ott', credit: 1, value: 30_000 },
      { model: 'last', channel: 'google/cpc', credit: 1, value: 30_000 },
      { model: 'linear', channel: 'google/cpc', credit: 0.666667, value: 20_000 },
      { model: 'linear', channel: 'xiaomi/ott', credit: 0.333333, value: 10_000 },
      { model: 'position', channel: 'google/cpc', credit: 0.6, value: 18_000 },
      { model: 'position', channel: 'xiaomi/ott', credit: 0.4, value: 12_000 },
    ])
    const earned = (channel: string, model: 'last' | 'position') =>
      analytics.brand.getEvents('mistleaf', { credited: { channel, model } })
    const listed = await earned('google/cpc', 'position')
    expect(listed.every(({ type }) => type === 'order.placed')).toBe(true)
    expect(
      listed.filter(({ summary }) => summary.amount === 30_000).map(({ summary }) => summary.credit),
    ).toEqual([0.6])
    const last = await earned('xiaomi/ott', 'last')
    expect(last.filter(({ summary }) => summary.amount === 30_000)).toEqual([])
    await record(
      events.event('order.refunded', { orderId, amount: 15_000, currency: 'CNY', reason: 'half back' }, 0, {
        visitorId,
      }),
    )
    await catchUp(deps.db.service, attribution.reader)
    expect((await read()).map(({ credit, value }) => [credit, value])).toEqual([
      [1, 15_000],
      [1, 15_000],
      [0.666667, 10_000],
      [0.333333, 5_000],
      [0.6, 9_000],
      [0.4, 6_000],
    ])
    expect(await attribution.getCreditNow('mistleaf', visitorId)).toMatchObject({
      credit: [
        { channel: 'xiaomi/ott', credit: 0.4 },
        { channel: 'google/cpc', credit: 0.6000000000000001 },
      ],
    })
  })

  test('an online order nobody touched is unknown, one after a visit is credited to the visit', async () => {
    const attribution = makeAttribution(deps)
    const [visitorId, visited, untouched] = [deps.clock.id(), deps.clock.id(), deps.clock.id()]
    await record(
      events.order({ orderId: untouched, amount: 100, origin: 'online' }, 1),
      ...events.visit({ visitorId, visitId: deps.clock.id() }, 30),
      events.order({ orderId: visited, amount: 100, origin: 'online', visitorId }, 1),
    )
    await catchUp(deps.db.service, attribution.reader)
    const rows = await deps.db.service.query<{ order_id: string; channel: string }>(
      "SELECT order_id, channel FROM credit WHERE model = 'last' AND order_id = ANY($1)",
      [[visited, untouched]],
    )
    expect(Object.fromEntries(rows.map((row) => [row.order_id, row.channel]))).toEqual({
      [visited]: 'store/nfc',
      [untouched]: 'unknown',
    })
  })

  test('the table adds up to the orders, and says when channels cannot be compared', async () => {
    const table = await analytics.brand.getCredit('mistleaf', 'first-frost')
    for (const model of ['last', 'first', 'linear', 'position'] as const) {
      const sum = table?.rows.reduce((total, row) => total + (row.credit[model] ?? 0), 0)
      expect(sum).toBeCloseTo(table?.orders ?? -1, 9)
    }
    expect(table?.comparable).toBe(true)
    await record(...Array.from({ length: 4 }, () => events.click('weibo/post', 30)))
    expect(await analytics.brand.getCredit('mistleaf', 'first-frost')).toMatchObject({ comparable: false })
  })
})
