import { parseCode } from '@/domain/offer/code'
import type { Event } from '@/protocol/event'
import type { Sql } from '../db/sql'
import type { Deps } from '../deps'
import { AppError } from '../error'
import { hashBody, makePlaceOrder } from './place'
import type { OrderAnswer, OrderBody, RefundAnswer, RefundBody } from './schema'

/** Says whose pass this is, or null when it is not a live one of ours. */
export type VerifyPass = (jws: string) => Promise<{ visitorId: string; campaignId: string } | null>

type Joined = {
  visitorId: string
  campaignId: string | null
  visitId: string | null
  couponId: string | null
}
export type OrderService = ReturnType<typeof makeOrderService>

/** A shop's clock may be this far ahead. */
const AHEAD_MS = 5 * 60_000
const VISIT_MS = 30 * 86_400_000

/** Orders that brands' shops and partners report. */
export function makeOrderService({ clock, ledger }: Deps, verifyPass: VerifyPass) {
  const placeOrder = makePlaceOrder(clock)

  return {
    placeOrder,

    /**
     * Takes an order: the same body again answers the same. A coupon code only joins; redeeming is the till's.
     * @throws AppError `order_conflict`, `coupon_unknown`, `pass_invalid`, or `bad_request` naming the field
     */
    async place(
      brandId: string,
      keyId: string,
      body: OrderBody,
      { simulated = false } = {},
    ): Promise<OrderAnswer & { isNew: boolean }> {
      const bodyHash = hashBody(body)
      const placedAt = Date.parse(body.placedAt)
      return ledger.transaction(async (tx, emit) => {
        const known = await findPlaced(tx, brandId, body, bodyHash)
        if (known) return { ...known, isNew: false }
        if (placedAt > clock.now() + AHEAD_MS) throw makeBad('placedAt')
        await needStore(tx, body.storeId)
        const joined = await join(tx, brandId, body)
        const campaignId = body.campaignId ?? joined?.campaignId ?? null
        await needCampaign(tx, brandId, campaignId)
        const { orderId, isNew } = await placeOrder(tx, emit, {
          orderId: clock.id(placedAt),
          brandId,
          campaignId,
          externalId: body.externalId,
          origin: body.origin,
          amount: body.amount,
          currency: body.currency,
          placedAt,
          storeId: body.storeId,
          visitorId: joined?.visitorId,
          visitId: joined?.visitId,
          couponId: joined?.couponId,
          simulated,
          source: `partner/${keyId}`,
          bodyHash,
        })
        return { orderId, joined: joined !== null, campaignId, isNew }
      })
    },

    /**
     * Takes money back from an order, in parts if need be; the same refund again answers the same.
     * @throws AppError `order_unknown`, `refund_too_large`, `order_conflict`
     */
    async refund(
      brandId: string,
      keyId: string,
      orderId: string,
      body: RefundBody,
    ): Promise<RefundAnswer & { isNew: boolean }> {
      const bodyHash = hashBody(body)
      return ledger.transaction(async (tx, emit) => {
        const [order] = await tx.query<OrderRow>(
          'SELECT * FROM "order" WHERE id = $1 AND brand_id = $2 FOR UPDATE',
          [orderId, brandId],
        )
        if (!order) throw new AppError({ code: 'order_unknown' })
        const [known] = await tx.query<{ body_hash: string }>(
          'SELECT body_hash FROM refund WHERE order_id = $1 AND external_id = $2',
          [orderId, body.externalId],
        )
        if (known && known.body_hash !== bodyHash) throw new AppError({ code: 'order_conflict' })
        if (known) return { orderId, refunded: order.refunded, isNew: false }
        if (order.refunded + body.amount > order.amount) throw new AppError({ code: 'refund_too_large' })
        const at = Math.min(body.refundedAt ? Date.parse(body.refundedAt) : clock.now(), clock.now())
        await tx.query(
          'INSERT INTO refund (order_id, external_id, brand_id, amount, body_hash, at) VALUES ($1, $2, $3, $4, $5, $6)',
          [orderId, body.externalId, brandId, body.amount, bodyHash, new Date(at)],
        )
        await tx.query('UPDATE "order" SET refunded = refunded + $2 WHERE id = $1', [orderId, body.amount])
        const refunded: Event = {
          id: clock.id(at),
          v: 1,
          type: 'order.refunded',
          at: clock.iso(at),
          source: `partner/${keyId}`,
          brandId,
          campaignId: order.campaign_id ?? undefined,
          storeId: order.store_id ?? undefined,
          visitorId: order.visitor_brand_id ?? undefined,
          visitId: order.visit_id ?? undefined,
          ...(order.simulated && { simulated: true as const }),
          data: { orderId, amount: body.amount, currency: order.currency, reason: body.reason },
        }
        await emit([refunded])
        return { orderId, refunded: order.refunded + body.amount, isNew: true }
      })
    },
  }

  async function join(tx: Sql, brandId: string, body: OrderBody): Promise<Joined | null> {
    if (body.couponCode) return joinByCoupon(tx, brandId, body.couponCode)
    if (body.passJws) {
      const pass = await verifyPass(body.passJws)
      if (!pass || !(await isKnown(tx, brandId, pass.visitorId))) throw new AppError({ code: 'pass_invalid' })
      return findVisit(tx, pass.visitorId, pass.campaignId, body)
    }
    if (!body.visitorId) return null
    if (!(await isKnown(tx, brandId, body.visitorId))) throw makeBad('visitorId')
    return findVisit(tx, body.visitorId, body.campaignId ?? null, body)
  }
}

type OrderRow = {
  campaign_id: string | null
  store_id: string | null
  visitor_brand_id: string | null
  visit_id: string | null
  amount: number
  refunded: number
  currency: string
  simulated: boolean
}

async function findPlaced(tx: Sql, brandId: string, body: OrderBody, bodyHash: string) {
  const [row] = await tx.query<OrderRow & { id: string; body_hash: string }>(
    'SELECT * FROM "order" WHERE brand_id = $1 AND origin = $2 AND external_id = $3',
    [brandId, body.origin, body.externalId],
  )
  if (!row) return null
  if (row.body_hash !== bodyHash) throw new AppError({ code: 'order_conflict' })
  return { orderId: row.id, joined: row.visitor_brand_id !== null, campaignId: row.campaign_id }
}

async function joinByCoupon(tx: Sql, brandId: string, code: string): Promise<Joined> {
  const [row] = await tx.query<Joined>(
    `SELECT c.visitor_brand_id AS "visitorId", o.campaign_id AS "campaignId", c.visit_id AS "visitId", c.id AS "couponId"
     FROM coupon c JOIN offer o ON o.id = c.offer_id AND o.brand_id = c.brand_id
     WHERE c.code = $1 AND c.brand_id = $2`,
    [parseCode(code) ?? '', brandId],
  )
  if (!row) throw new AppError({ code: 'coupon_unknown' })
  return row
}

async function isKnown(tx: Sql, brandId: string, visitorId: string): Promise<boolean> {
  const [row] = await tx.query('SELECT FROM visitor_brand WHERE id = $1 AND brand_id = $2', [
    visitorId,
    brandId,
  ])
  return row !== undefined
}

/** The visit an order stands in: the visitor's last one before it, of that campaign if one is known. */
async function findVisit(
  tx: Sql,
  visitorId: string,
  campaignId: string | null,
  { placedAt }: OrderBody,
): Promise<Joined> {
  const at = Date.parse(placedAt)
  const [visit] = await tx.query<{ id: string; campaign_id: string }>(
    `SELECT id, campaign_id FROM visit WHERE visitor_brand_id = $1 AND opened_at BETWEEN $2 AND $3
       AND ($4::text IS NULL OR campaign_id = $4) ORDER BY opened_at DESC LIMIT 1`,
    [visitorId, new Date(at - VISIT_MS), new Date(at), campaignId],
  )
  return {
    visitorId,
    campaignId: campaignId ?? visit?.campaign_id ?? null,
    visitId: visit?.id ?? null,
    couponId: null,
  }
}

async function needStore(tx: Sql, storeId: string | undefined) {
  if (!storeId) return
  const [row] = await tx.query('SELECT FROM store WHERE id = $1', [storeId])
  if (!row) throw makeBad('storeId')
}

async function needCampaign(tx: Sql, brandId: string, campaignId: string | null) {
  if (!campaignId) return
  const [row] = await tx.query('SELECT FROM campaign WHERE id = $1 AND brand_id = $2', [campaignId, brandId])
  if (!row) throw makeBad('campaignId')
}

const makeBad = (field: string) => new AppError({ code: 'bad_request', details: { field } })
