import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import type { Event } from '@/protocol/event'
import { destinationSchema, mapTo, readAnswer, sealFor } from './adapter'
import type { FeedbackContext } from './destination'
import { decideRetry, parseRetryAfter, RETRY_SCHEDULE } from './retry'
import { decryptSecret, encryptSecret, makeWebhookSecret } from './secret'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 21, 6, 0, 0, 123)
const ID = '019aa4f0-0000-7000-8000-000000000001'
const shared = {
  ...{ id: ID, v: 1, at: new Date(NOW).toISOString(), source: 'server' },
  ...{ brandId: 'mistleaf', campaignId: 'first-frost', storeId: 'shanghai' },
  ...{ visitorId: '019aa4f0-0000-7000-8000-00000000000a', visitId: '019aa4f0-0000-7000-8000-00000000000b' },
}
const couponId = '019aa4f0-0000-7000-8000-00000000000c'
const orderId = '019aa4f0-0000-7000-8000-00000000000d'
const visit: Event = {
  ...shared,
  type: 'visit.opened',
  data: { light: { gel: 'sky', number: 1 }, language: 'zh', tapId: ID, storyKey: 'night' },
}
const coupon: Event = {
  ...shared,
  type: 'offer.issued',
  data: {
    offerId: 'tea',
    couponId,
    discount: 5000,
    currency: 'CNY',
    expiresAt: new Date(NOW + DAY).toISOString(),
  },
}
const order = (origin: 'till' | 'online'): Event => ({
  ...shared,
  type: 'order.placed',
  data: { orderId, externalId: 'SH-0711', origin, amount: 45_050, currency: 'CNY', couponId },
})
const click = (daysAgo: number, clickIds: Record<string, string>, gpc = false) => ({
  at: NOW - daysAgo * DAY,
  clickIds,
  gpc,
})
const agreed = (...clicks: FeedbackContext['clicks'][number][]): FeedbackContext => ({
  now: NOW,
  consent: true,
  clicks,
  minors: false,
  lookbackMs: 30 * DAY,
})
const ocean = destinationSchema.parse({ kind: 'ocean_engine', config: {} })
const meta = destinationSchema.parse({ kind: 'meta', config: { dataset: '123456' } })
const webhook = destinationSchema.parse({
  kind: 'webhook',
  config: { url: 'https://crm.mistleaf.example/hooks' },
})
const getBody = (mapped: ReturnType<typeof mapTo>) =>
  mapped && 'requests' in mapped ? JSON.parse(mapped.requests[0]?.body ?? 'null') : mapped

describe('Ocean Engine', () => {
  const bound = agreed(click(3, { clickid: 'EKiD.Case_Exact' }))

  test('an arrival at the store carries the click id alone, in milliseconds', () => {
    const mapped = mapTo(ocean, visit, bound)
    expect(getBody(mapped)).toEqual({
      event_type: 'arrival_lead',
      context: { ad: { callback: 'EKiD.Case_Exact', match_type: 0 } },
      timestamp: NOW,
    })
    expect(mapped).toMatchObject({ requests: [{ path: '/api/v2/conversion', name: 'arrival_lead' }] })
  })

  test.each([
    ['coupon', coupon],
    ['shopping', order('till')],
    ['ecom_successful_pay', order('online')],
  ])('it hears of %s', (name, event) => {
    expect(getBody(mapTo(ocean, event, bound))).toMatchObject({ event_type: name })
  })

  test('an order is told in fen', () => {
    expect(getBody(mapTo(ocean, order('till'), bound)).properties).toEqual({
      pay_amount: 45_050,
      order_id: 'SH-0711',
    })
  })

  test.each([
    [200, '{"code":0}', { status: 'accepted' }],
    [200, '{"code":128}', { status: 'accepted' }],
    [200, '{"code":40001,"message":"bad"}', { status: 'refused', reason: 'code_40001' }],
    [200, 'ok', { status: 'sent' }],
    [503, '', { status: 'again', reason: 'http_503' }],
    [404, '', { status: 'refused', reason: 'http_404' }],
  ])('its answer %s %s means %j', (status, body, outcome) => {
    expect(readAnswer(ocean, { status, body })).toEqual(outcome)
  })
})

describe('Meta', () => {
  const bound = agreed(click(3, { fbclid: 'IwAR0_Case' }))

  test('an event in a store carries fbc made of the captured click, and its own id against repeats', () => {
    expect(getBody(mapTo(meta, order('till'), bound))).toEqual({
      data: [
        {
          event_name: 'Purchase',
          event_time: Math.floor(NOW / 1000),
          event_id: ID,
          action_source: 'physical_store',
          user_data: { fbc: `fb.1.${NOW - 3 * DAY}.IwAR0_Case` },
          custom_data: { currency: 'CNY', value: 450.5, order_id: 'SH-0711' },
        },
      ],
    })
  })

  test('the token is put in the URL as it is sent, not before', () => {
    const mapped = mapTo(meta, visit, bound)
    const request = mapped && 'requests' in mapped ? mapped.requests[0] : undefined
    expect(request?.path).toBe('/v25.0/123456/events')
    expect(request && sealFor(meta, request, 'a b', NOW).url).toBe(
      'https://graph.facebook.com/v25.0/123456/events?access_token=a%20b',
    )
  })

  test('an online order is not wanted: it would need what only a browser knows', () => {
    expect(mapTo(meta, order('online'), bound)).toEqual({ skipped: 'not_wanted', name: 'Purchase' })
  })

  test('an event older than 62 days is not sent, because it would be refused', () => {
    const late = { ...agreed(click(3, { fbclid: 'x' })), now: NOW + 63 * DAY }
    expect(mapTo(meta, visit, late)).toEqual({ skipped: 'click_too_old', name: 'StoreVisit' })
  })

  const error = (code: number, more = {}) => JSON.stringify({ error: { message: 'm', code, ...more } })
  test.each([
    [200, '{"events_received":1}', { status: 'accepted' }],
    [200, '{"events_received":0}', { status: 'refused', reason: 'none_received' }],
    [200, '{}', { status: 'sent' }],
    [200, error(100), { status: 'refused', reason: 'code_100' }],
    [400, error(100, { error_subcode: 2804003 }), { status: 'refused', reason: 'code_100_2804003' }],
    [400, error(190), { status: 'refused', reason: 'code_190' }],
    [400, error(17), { status: 'again', reason: 'code_17' }],
    [400, error(100, { is_transient: true }), { status: 'again', reason: 'code_100' }],
    [500, '<html>', { status: 'again', reason: 'http_500' }],
  ])('its answer %s %s means %j', (status, body, outcome) => {
    expect(readAnswer(meta, { status, body })).toEqual(outcome)
  })
})

describe('what is not sent to an ad platform, and why', () => {
  const key = { clickid: 'a', fbclid: 'a' }
  const cases: [why: string, FeedbackContext, reason: string][] = [
    ['nobody agreed', { ...agreed(click(1, key)), consent: false }, 'no_consent'],
    ['the browser opted out with GPC', agreed(click(1, {}, true)), 'gpc'],
    ['the campaign is for children', { ...agreed(click(1, key)), minors: true }, 'minors'],
    ['no click is known', agreed(), 'no_match_key'],
    ['the click came from elsewhere', agreed(click(1, { gclid: 'g' })), 'no_match_key'],
    ['the click is older than the look-back', agreed(click(31, key)), 'click_too_old'],
    ['the click came after the event', agreed(click(-1, key)), 'no_match_key'],
  ]
  for (const target of [ocean, meta]) {
    test.each(cases)(`${target.kind}: %s`, (_why, context, reason) => {
      expect(mapTo(target, visit, context)).toMatchObject({ skipped: reason })
    })
    test(`${target.kind}: the visitor is simulated`, () => {
      expect(mapTo(target, { ...visit, simulated: true }, agreed(click(1, key)))).toMatchObject({
        skipped: 'simulated',
      })
    })
  }

  test('an event the platform has no name for is no conversion', () => {
    const closed: Event = { ...shared, type: 'visit.closed', data: { reason: 'left' } }
    expect(mapTo(ocean, closed, agreed())).toBeNull()
  })

  test('the newest valid click id wins, and keeps its own capture time', () => {
    const clicks = [
      click(9, { fbclid: 'old' }),
      click(2, { fbclid: 'new' }),
      click(1, { gclid: 'other' }),
      click(0, { fbclid: 'g' }, true),
    ]
    expect(getBody(mapTo(meta, visit, agreed(...clicks))).data[0].user_data.fbc).toBe(
      `fb.1.${NOW - 2 * DAY}.new`,
    )
  })

  test('a destination may want some conversions only', () => {
    const some = destinationSchema.parse({ kind: 'ocean_engine', config: { events: ['coupon'] } })
    expect(mapTo(some, visit, agreed(click(1, key)))).toEqual({ skipped: 'not_wanted', name: 'arrival_lead' })
  })
})

describe('webhooks', () => {
  const secret = makeWebhookSecret()

  test('the official library verifies a message, and not one that was changed or is old', () => {
    const mapped = mapTo(webhook, order('till'), agreed())
    const request = mapped && 'requests' in mapped ? mapped.requests[0] : undefined
    if (!request) throw new Error('not mapped')
    const sealed = sealFor(webhook, request, secret, Date.now())
    expect(new Webhook(secret).verify(sealed.body, sealed.headers)).toMatchObject({
      type: 'order.placed',
      data: { id: ID, externalId: 'SH-0711', amount: 45_050 },
    })
    expect(() => new Webhook(secret).verify(`${sealed.body} `, sealed.headers)).toThrow()
    const old = sealFor(webhook, request, secret, Date.now() - 6 * 60_000)
    expect(() => new Webhook(secret).verify(old.body, old.headers)).toThrow()
  })

  test('no visitor, visit or light is in it', () => {
    const body = JSON.stringify(getBody(mapTo(webhook, visit, agreed())))
    expect(body).not.toMatch(/visitor|visitId|light|language|0000000a|0000000b/)
  })
})

describe('tries', () => {
  test('they follow the schedule and end after three days', () => {
    const at = RETRY_SCHEDULE.map((_wait, i) => decideRetry(i + 1, 0, null, 0))
    expect(at).toEqual([...RETRY_SCHEDULE])
    expect(decideRetry(RETRY_SCHEDULE.length + 1, 0, null, 0)).toBeNull()
    expect(RETRY_SCHEDULE.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(3 * DAY)
  })

  test('they never come before Retry-After', () => {
    expect(decideRetry(1, NOW, '120', 0)).toBe(NOW + 120_000)
    expect(decideRetry(2, NOW, '1', 0)).toBe(NOW + 300_000)
  })

  test.each([
    ['7', 7_000],
    [new Date(NOW - 123 + 60_000).toUTCString(), 59_877],
    ['999999999', DAY],
    ['-5', 0],
    ['soon', null],
    [null, null],
  ])('Retry-After %s is %s ms', (value, ms) => {
    expect(parseRetryAfter(value, NOW)).toBe(ms)
  })
})

test('a secret opens with its key and destination only', () => {
  const key = Buffer.alloc(32, 7).toString('base64')
  const stored = encryptSecret('whsec_mist', key, 'crm')
  expect(stored).not.toContain('mist')
  expect(decryptSecret(stored, key, 'crm')).toBe('whsec_mist')
  expect(() => decryptSecret(stored, key, 'other')).toThrow()
  expect(() => decryptSecret(stored, Buffer.alloc(32, 8).toString('base64'), 'crm')).toThrow()
})
