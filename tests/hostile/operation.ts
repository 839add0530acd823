import { randomUUID } from 'node:crypto'
import type { App } from '../support/app'
import { makePhone } from '../support/app'

type Call = { path: string; body?: unknown; as?: 'lin' | 'admin' | 'key'; status?: number }
/** What the calls before have left for those after. */
export type Left = Record<string, string>
type Make = (left: Left) => Call | Promise<Call>

const KEY = {
  kty: 'EC',
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
}
const STORE = '/api/v1/stores/suzhou-creek'
const visit = (left: Left, path = '') => `/api/v1/visits/${left.token}${path}`

/**
 * A good request for every operation of the API, in an order that works: it is one visitor's way through the house, and
 * what staff and partners do meanwhile. Operations of the document that are missing here fail the test that walks it.
 */
export const GOOD: Record<string, Make> = {
  'POST /api/v1/passes': () => ({ path: '/api/v1/passes', body: { slug: 'frost-tv', lang: 'zh' } }),
  'POST /api/v1/taps': ({ attempt }) => ({
    path: '/api/v1/taps',
    body: { touchpoint: 'wall-ring', attempt },
  }),
  'GET /api/v1/visits/{token}': (left) => ({ path: visit(left) }),
  'POST /api/v1/visits/{token}/answer': (left) => ({ path: visit(left, '/answer'), body: { answer: 'yes' } }),
  'POST /api/v1/visits/{token}/language': (left) => ({
    path: visit(left, '/language'),
    body: { language: 'en' },
  }),
  'POST /api/v1/visits/{token}/steps': (left) => ({ path: visit(left, '/steps'), body: { direction: 'up' } }),
  'POST /api/v1/visits/{token}/turn': (left) => ({ path: visit(left, '/turn'), body: { action: 'phone' } }),
  'POST /api/v1/visits/{token}/halts': (left) => ({ path: visit(left, '/halts'), body: { halt: 'gate' } }),
  'POST /api/v1/visits/{token}/proof': (left) => ({ path: visit(left, '/proof'), body: { pick: 'start' } }),
  'POST /api/v1/visits/{token}/coupon/renew': (left) => ({ path: visit(left, '/coupon/renew'), body: {} }),
  'POST /api/v1/stores/{storeId}/visits/{visitId}/confirm': ({ visitId }) => ({
    path: `${STORE}/visits/${visitId}/confirm`,
    body: {},
    as: 'lin',
  }),
  'POST /api/v1/visits/{token}/ads': (left) => ({ path: visit(left, '/ads'), body: { answer: 'yes' } }),
  'GET /api/v1/stores/{storeId}/coupons/{code}': ({ code }) => ({
    path: `${STORE}/coupons/${code}`,
    as: 'lin',
  }),
  'POST /api/v1/stores/{storeId}/redemptions': ({ code }) => ({
    path: `${STORE}/redemptions`,
    // A right-to-left override in a receipt's number is odd, not wrong.
    body: { code, receipt: 'A-\u202E17 😀', amount: 20_000 },
    as: 'lin',
  }),
  'POST /api/v1/stores/{storeId}/redemptions/{couponId}/void': ({ couponId }) => ({
    path: `${STORE}/redemptions/${couponId}/void`,
    body: { reason: '扫错了 \u202E' },
    as: 'lin',
  }),
  'GET /api/v1/stores/{storeId}/settlements/{file}': () => ({
    path: `${STORE}/settlements/${new Date().toISOString().slice(0, 10)}.csv`,
    as: 'lin',
  }),
  'POST /api/v1/zones/{zoneId}/orders': () => ({
    path: '/api/v1/zones/wall/orders',
    body: { order: 'unmute' },
    as: 'lin',
  }),
  'POST /api/v1/screens/pairings': () => ({ path: '/api/v1/screens/pairings', body: { publicKey: KEY } }),
  'GET /api/v1/screens/pairings/{pairingId}': ({ pairingId }) => ({
    path: `/api/v1/screens/pairings/${pairingId}`,
  }),
  'POST /api/v1/screens/pairings/{code}/approve': ({ pairing }) => ({
    path: `/api/v1/screens/pairings/${pairing}/approve`,
    body: { zoneId: 'wall', kind: 'tv', name: '新屏' },
    as: 'lin',
  }),
  'POST /api/v1/screens/pairings/{code}/refuse': ({ refused }) => ({
    path: `/api/v1/screens/pairings/${refused}/refuse`,
    body: {},
    as: 'lin',
  }),
  'POST /api/v1/screens/{screenId}/identify': () => ({
    path: '/api/v1/screens/kiosk-1/identify',
    body: {},
    as: 'lin',
  }),
  'POST /api/v1/screens/{screenId}/revoke': ({ screenId }) => ({
    path: `/api/v1/screens/${screenId}/revoke`,
    body: {},
    as: 'lin',
  }),
  'POST /api/v1/screens/claims': () => ({
    path: '/api/v1/screens/claims',
    body: { screenId: 'projector-1', publicKey: KEY },
  }),
  'POST /api/v1/events': ({ eventId }) => ({
    path: '/api/v1/events',
    as: 'key',
    body: {
      specversion: '1.0',
      id: eventId,
      source: 'partner/till',
      time: new Date().toISOString(),
      type: 'show.engaged',
      data: { kind: 'asked', surface: 'kiosk' },
    },
  }),
  'POST /api/v1/orders': () => ({
    path: '/api/v1/orders',
    as: 'key',
    status: 201,
    body: {
      externalId: 'web-1',
      origin: 'online',
      amount: 30_000,
      currency: 'CNY',
      placedAt: '2026-11-01T10:00:00Z',
    },
  }),
  'POST /api/v1/orders/{orderId}/refunds': ({ orderId }) => ({
    path: `/api/v1/orders/${orderId}/refunds`,
    as: 'key',
    status: 201,
    body: { externalId: 'back-1', amount: 1_000, reason: 'too small' },
  }),
  'POST /api/v1/retailer/consent': () => ({
    path: '/api/v1/retailer/consent',
    body: { mode: 'ask' },
    as: 'admin',
  }),
  'POST /api/v1/touchpoints/{touchpointId}/tags': () => ({
    path: '/api/v1/touchpoints/entrance/tags',
    body: { uid: '04A1B2C3D4E5F6' },
    as: 'admin',
  }),
  'POST /api/v1/touchpoints/{touchpointId}/tags/import': () => ({
    path: '/api/v1/touchpoints/entrance/tags/import',
    body: { csv: 'uid\n04A1B2C3D4E5F7\nnone' },
    as: 'admin',
  }),
  'GET /api/v1/touchpoints/{touchpointId}/tags': () => ({
    path: '/api/v1/touchpoints/entrance/tags',
    as: 'admin',
  }),
  'POST /api/v1/tags/{tagId}/revoke': ({ tagId }) => ({
    path: `/api/v1/tags/${tagId}/revoke`,
    body: {},
    as: 'admin',
  }),
  'POST /api/v1/sessions': ({ email, password }) => ({ path: '/api/v1/sessions', body: { email, password } }),
  'POST /api/v1/sessions/end': () => ({ path: '/api/v1/sessions/end', body: {} }),
  'GET /api/v1/me': () => ({ path: '/api/v1/me' }),
  'POST /api/v1/me/withdraw': () => ({ path: '/api/v1/me/withdraw', body: { brandId: 'mistleaf' } }),
  'POST /api/v1/me/erase': () => ({ path: '/api/v1/me/erase', body: {} }),
}

/** Remembers what an answer says that a later call needs. */
export async function remember(operation: string, answer: unknown, left: Left, app: App): Promise<void> {
  const text = (name: string) => {
    const value = (answer as Record<string, unknown>)[name]
    return typeof value === 'string' ? value : ''
  }
  switch (operation) {
    case 'POST /api/v1/taps':
      Object.assign(left, { token: text('token'), visitId: text('visitId') })
      break
    case 'POST /api/v1/visits/{token}/halts': {
      const phone = makePhone(app)
      for (const halt of ['mist', 'frost']) await phone.post(`/visits/${left.token}/halts`, { halt })
      break
    }
    case 'POST /api/v1/visits/{token}/coupon/renew': {
      const { coupon } = answer as { coupon: { code: string; couponId: string } }
      Object.assign(left, { code: coupon.code, couponId: coupon.couponId })
      break
    }
    case 'POST /api/v1/screens/pairings': {
      Object.assign(left, { pairingId: text('pairingId'), pairing: text('code') })
      const second = await makePhone(app).post('/screens/pairings', { publicKey: KEY })
      left.refused = ((await second.json()) as { code: string }).code
      break
    }
    case 'POST /api/v1/screens/pairings/{code}/approve':
      left.screenId = text('screenId')
      break
    case 'POST /api/v1/touchpoints/{touchpointId}/tags':
      left.tagId = text('tagId')
      break
    case 'POST /api/v1/orders':
      left.orderId = text('orderId')
      break
    default:
  }
}

/** A path of an operation with something in each of its places. */
export const fill = (template: string, value: string) => template.replaceAll(/\{\w+\}/g, value)
export const anyId = () => randomUUID()
