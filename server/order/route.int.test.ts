import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeEvents, seedBrands } from '../analytics/testing'
import { makeApi } from '../api/app'
import { type Attribution, makeAttribution } from '../attribution/service'
import { hashApiKey, makeApiKey, makeApiKeys } from '../auth/api-key'
import { makeTestDeps, type TestDeps } from '../db/testing'
import { registerOrderRoutes } from './route'
import { makeOrderService, type OrderService } from './service'

const keys = { mistleaf: makeApiKey(), tidewave: makeApiKey(), reader: makeApiKey(), withdrawn: makeApiKey() }
let deps: TestDeps
let server: Awaited<ReturnType<typeof makeApi>>
let attribution: Attribution
let lin: { visitorId: string; visitId: string; couponId: string }
let orders: OrderService
let number = 0

beforeAll(async () => {
  deps = await makeTestDeps()
  await seedBrands(deps.db.service)
  const { db, clock } = deps
  const verify = async (jws: string) =>
    jws === 'lin.pass' ? { visitorId: lin.visitorId, campaignId: 'first-frost' } : null
  attribution = makeAttribution(deps)
  orders = makeOrderService(deps, verify)
  const apiKeys = makeApiKeys(deps)
  const readOrigin = () => ({ at: clock.now(), simulated: false })
  server = await makeApi({
    log: deps.log,
    version: 'test',
    trustProxy: false,
    publicUrl: () => undefined,
    observe: () => {},
    register: (api) => registerOrderRoutes(api, orders, apiKeys, readOrigin),
  })
  for (const [name, { hash }] of Object.entries(keys)) {
    await db.service.query(
      'INSERT INTO api_key (id, brand_id, name, hash, scopes, revoked_at) VALUES ($1, $2, $1, $3, $4, $5)',
      [
        name,
        name === 'tidewave' ? 'tidewave' : 'mistleaf',
        hash,
        name === 'reader' ? ['events'] : ['orders'],
        name === 'withdrawn' ? new Date(0) : null,
      ],
    )
  }
  lin = { visitorId: clock.id(), visitId: clock.id(), couponId: clock.id() }
  const visitor = clock.id()
  await db.service.query('INSERT INTO visitor (id, created_at) VALUES ($1, now())', [visitor])
  await db.service.query(
    "INSERT INTO visitor_brand (id, visitor_id, brand_id, created_at) VALUES ($1, $2, 'mistleaf', now())",
    [lin.visitorId, visitor],
  )
  await db.service.query(
    `INSERT INTO visit (id, brand_id, campaign_id, store_id, zone_id, touchpoint_id, tap_id, visitor_brand_id, story_key,
       language, light, stage, opened_at, last_seen_at)
     VALUES ($1, 'mistleaf', 'first-frost', 'shanghai', 'hill', 'ring', $2, $3, 'night', 'zh', '{}', 'finished', now() - interval '1 hour', now())`,
    [lin.visitId, clock.id(), lin.visitorId],
  )
  await db.service.query(
    `INSERT INTO coupon (id, brand_id, offer_id, visitor_brand_id, visit_id, code, issued_at, expires_at)
     VALUES ($1, 'mistleaf', 'first-frost-offer', $2, $3, 'M7TKF2', now(), now() + interval '1 day')`,
    [lin.couponId, lin.visitorId, lin.visitId],
  )
})
afterAll(async () => {
  await server.close()
  await deps.close()
})

const makeBody = (more: Record<string, unknown> = {}) => ({
  externalId: `T-${++number}`,
  origin: 'online',
  amount: 45_000,
  currency: 'CNY',
  placedAt: deps.clock.iso(),
  campaignId: 'first-frost',
  ...more,
})
async function call(path: string, payload: object, key = keys.mistleaf.key) {
  const answer = await server.api.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${key}` },
    payload,
  })
  const body = answer.json()
  return { status: answer.statusCode, body, code: body.error?.code as string | undefined }
}
const getEvents = (orderId: string) =>
  deps.db.service.query<{ type: string; visit_id: string | null; visitor_id: string | null; data: object }>(
    `SELECT type, visit_id, visitor_id, data FROM event WHERE data->>'orderId' = $1 ORDER BY type`,
    [orderId],
  )

describe('POST /orders', () => {
  test('the same order twice is one order and one event; another body is a conflict', async () => {
    const body = makeBody()
    const [first, again] = [await call('/orders', body), await call('/orders', body)]
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body).toEqual(first.body)
    expect(await getEvents(first.body.orderId)).toHaveLength(1)
    expect(await call('/orders', { ...body, amount: 1 })).toMatchObject({
      status: 409,
      code: 'order_conflict',
    })
  })

  test('fifty at once are one order', async () => {
    const body = makeBody()
    const answers = await Promise.all(Array.from({ length: 50 }, () => call('/orders', body)))
    expect(new Set(answers.map((a) => a.body.orderId)).size).toBe(1)
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(await getEvents(answers[0]?.body.orderId)).toHaveLength(1)
  })

  test.each([
    ['a coupon code', { couponCode: ' m7t-kf2 ', campaignId: undefined }],
    ['a pass', { passJws: 'lin.pass', campaignId: undefined }],
  ])('%s joins it with its visitor and visit', async (_by, more) => {
    const { body } = await call('/orders', makeBody(more))
    expect(body).toMatchObject({ joined: true, campaignId: 'first-frost' })
    expect(await getEvents(body.orderId)).toMatchObject([
      { visitor_id: lin.visitorId, visit_id: lin.visitId },
    ])
  })

  test('the number of one brand is free for another', async () => {
    const body = makeBody({ campaignId: undefined })
    const own = await call('/orders', body)
    const other = await call('/orders', body, keys.tidewave.key)
    expect([own.status, other.status]).toEqual([201, 201])
    expect(other.body.orderId).not.toBe(own.body.orderId)
  })

  test.each([
    ['an unknown coupon', { couponCode: 'AAAAAA' }, 404, 'coupon_unknown'],
    ['a pass that is not ours', { passJws: 'x.y.z' }, 400, 'pass_invalid'],
    ['a campaign of another brand', { campaignId: 'high-water' }, 400, 'bad_request'],
    ['an unknown store', { storeId: 'nowhere' }, 400, 'bad_request'],
    ['a visitor nobody knows', { visitorId: '019aa4f0-0000-7000-8000-000000000001' }, 400, 'bad_request'],
    ['a day that has not come', { placedAt: '2999-01-01T00:00:00Z' }, 400, 'bad_request'],
    ['a negative amount', { amount: -1 }, 400, 'bad_request'],
    ['half a fen', { amount: 0.5 }, 400, 'bad_request'],
    ['a field we do not know', { discount: 1 }, 400, 'bad_request'],
    ['no number', { externalId: ' ' }, 400, 'bad_request'],
  ])('%s is refused', async (_what, more, status, code) => {
    expect(await call('/orders', makeBody(more))).toMatchObject({ status, code })
  })

  test("another brand's coupon is unknown", async () => {
    const body = makeBody({ couponCode: 'M7TKF2', campaignId: undefined })
    expect(await call('/orders', body, keys.tidewave.key)).toMatchObject({ code: 'coupon_unknown' })
  })

  test.each([
    ['no key', '', 401, 'bad_key'],
    ['a wrong key', 'fl_AAAAAAAAAAAAAAAAAAAAAAAA', 401, 'bad_key'],
    ['a withdrawn key', keys.withdrawn.key, 401, 'bad_key'],
    ['a key without the right', keys.reader.key, 403, 'forbidden'],
  ])('%s is refused', async (_what, key, status, code) => {
    expect(await call('/orders', makeBody(), key)).toMatchObject({ status, code })
  })
})

describe('POST /orders/:orderId/refunds', () => {
  test('refunds add up to the order, are taken once, and never exceed it', async () => {
    const { body: order } = await call('/orders', makeBody())
    const path = `/orders/${order.orderId}/refunds`
    const part = { externalId: 'R-1', amount: 40_000, reason: 'one piece returned' }
    expect(await call(path, part)).toMatchObject({ status: 201, body: { refunded: 40_000 } })
    expect(await call(path, part)).toMatchObject({ status: 200, body: { refunded: 40_000 } })
    expect(await call(path, { ...part, amount: 1 })).toMatchObject({ status: 409, code: 'order_conflict' })
    const more = { ...part, externalId: 'R-2', amount: 5_001 }
    expect(await call(path, more)).toMatchObject({ status: 422, code: 'refund_too_large' })
    expect(await call(path, part, keys.tidewave.key)).toMatchObject({ status: 404, code: 'order_unknown' })
    expect((await getEvents(order.orderId)).map(({ type }) => type)).toEqual([
      'order.placed',
      'order.refunded',
    ])
  })

  test('fifty at once never give back more than was paid', async () => {
    const { body: order } = await call('/orders', makeBody({ amount: 1_000 }))
    const path = `/orders/${order.orderId}/refunds`
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        call(path, { externalId: `R-${i}`, amount: 300, reason: 'return' }),
      ),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3)
  })
})

test('placing inside another transaction commits with it or not at all', async () => {
  const orderId = deps.clock.id()
  const given = {
    ...{
      orderId,
      brandId: 'mistleaf',
      campaignId: 'first-frost',
      externalId: 'shanghai/0711',
      origin: 'till' as const,
    },
    ...{ amount: 100, currency: 'CNY', placedAt: deps.clock.now() },
  }
  const failing = deps.ledger.transaction(async (tx, emit) => {
    await orders.placeOrder(tx, emit, given)
    throw new Error('the till went off')
  })
  await expect(failing).rejects.toThrow('the till went off')
  expect(await getEvents(orderId)).toEqual([])
  await deps.ledger.transaction((tx, emit) => orders.placeOrder(tx, emit, given))
  expect(await getEvents(orderId)).toHaveLength(1)
})

test('a key is kept as its hash only, and stops working soon after it is withdrawn', async () => {
  const made = makeApiKey()
  expect(hashApiKey(made.key)).toBe(made.hash)
  expect(made.hash).not.toContain(made.key)
  const { db, clock } = deps
  await db.service.query(
    "INSERT INTO api_key (id, brand_id, name, hash, scopes) VALUES ('soon', 'mistleaf', 'soon', $1, '{orders}')",
    [made.hash],
  )
  let later = 0
  const known = makeApiKeys({ db, clock: { ...clock, now: () => clock.now() + later } })
  const request = { headers: { authorization: `Bearer ${made.key}` } }
  expect(await known.requireKey(request, 'orders')).toEqual({ brandId: 'mistleaf', keyId: 'soon' })
  await db.service.query("UPDATE api_key SET revoked_at = now() WHERE id = 'soon'")
  later = 10_000
  await expect(known.requireKey(request, 'orders')).rejects.toMatchObject({ code: 'bad_key' })
})

test('the whole way: an order placed over HTTP is credited', async () => {
  const events = makeEvents(deps.clock)
  const click = events.click('xiaomi/ott', 120)
  await deps.ledger.record([click, events.kept(lin.visitorId, click.id, 'xiaomi/ott', 100)])
  attribution.reader.start()
  const off = deps.ledger.onCommitted(attribution.reader.wake)
  try {
    const { body } = await call('/orders', makeBody({ couponCode: 'M7TKF2', origin: 'till', amount: 77_700 }))
    const until = Date.now() + 10_000
    const getRows = () =>
      deps.db.service.query('SELECT channel, credit FROM credit WHERE order_id = $1 AND model = $2', [
        body.orderId,
        'position',
      ])
    while ((await getRows()).length === 0 && Date.now() < until) await new Promise((r) => setTimeout(r, 50))
    expect(await getRows()).toEqual([{ channel: 'xiaomi/ott', credit: 1 }])
    expect(await attribution.getCreditNow('mistleaf', lin.visitorId)).toMatchObject({
      credit: [{ channel: 'xiaomi/ott', credit: 1 }],
    })
  } finally {
    off()
    await attribution.reader.stop()
  }
})
