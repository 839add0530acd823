import { createHash } from 'node:crypto'
import type { OrderOrigin } from '@/domain/order/event'
import type { Event } from '@/protocol/event'
import type { Clock } from '../clock'
import type { Tx } from '../db/sql'
import { AppError } from '../error'
import type { Emit } from '../ledger/ledger'

/** An order as it is written. `amount` is what was paid after discounts, minor units; `placedAt` Unix milliseconds. */
export type OrderGiven = {
  orderId: string
  brandId: string
  campaignId: string | null
  /** The order's number at the shop: with brand and origin the idempotency key. */
  externalId: string
  origin: OrderOrigin
  amount: number
  currency: string
  placedAt: number
  storeId?: string | null
  visitorId?: string | null
  visitId?: string | null
  couponId?: string | null
  simulated?: boolean
  source?: Event['source']
  /** SHA-256 of the request that made it; without one, of what is given here. */
  bodyHash?: string
}
export type PlacedOrder = { orderId: string; isNew: boolean }
export type PlaceOrder = (tx: Tx, emit: Emit, given: OrderGiven) => Promise<PlacedOrder>

/**
 * Makes the function that writes an order and `order.placed` inside a caller's transaction. The same order again
 * changes nothing and answers the one that is there.
 * @throws AppError `order_conflict` when the number is there with other content
 */
export function makePlaceOrder(clock: Clock): PlaceOrder {
  return async (tx, emit, given) => {
    const { orderId, placedAt } = given
    const bodyHash = given.bodyHash ?? hashBody({ ...given, orderId: undefined })
    const [added] = await tx.query(
      `INSERT INTO "order" (id, brand_id, campaign_id, external_id, origin, store_id, visitor_brand_id, visit_id,
         coupon_id, amount, currency, placed_at, body_hash, simulated)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
       ON CONFLICT (brand_id, origin, external_id) DO NOTHING RETURNING id`,
      [
        orderId,
        given.brandId,
        given.campaignId,
        given.externalId,
        given.origin,
        given.storeId ?? null,
        given.visitorId ?? null,
        given.visitId ?? null,
        given.couponId ?? null,
        given.amount,
        given.currency,
        new Date(placedAt),
        bodyHash,
        given.simulated ?? false,
      ],
    )
    if (!added) return findSame(tx, given, bodyHash)
    const placed: Event = {
      id: clock.id(placedAt),
      v: 1,
      type: 'order.placed',
      at: clock.iso(placedAt),
      source: given.source ?? 'server',
      brandId: given.brandId,
      campaignId: given.campaignId ?? undefined,
      storeId: given.storeId ?? undefined,
      visitorId: given.visitorId ?? undefined,
      visitId: given.visitId ?? undefined,
      ...(given.simulated && { simulated: true as const }),
      data: {
        orderId,
        externalId: given.externalId,
        origin: given.origin,
        amount: given.amount,
        currency: given.currency,
        couponId: given.couponId ?? undefined,
      },
    }
    await emit([placed])
    return { orderId, isNew: true }
  }
}

async function findSame(tx: Tx, { brandId, origin, externalId }: OrderGiven, bodyHash: string) {
  const [known] = await tx.query<{ id: string; body_hash: string }>(
    'SELECT id, body_hash FROM "order" WHERE brand_id = $1 AND origin = $2 AND external_id = $3',
    [brandId, origin, externalId],
  )
  if (known?.body_hash !== bodyHash) throw new AppError({ code: 'order_conflict' })
  return { orderId: known.id, isNew: false }
}

/** SHA-256 of a body, whatever the order of its keys. Keys that are undefined count as absent. */
export function hashBody(body: Record<string, unknown>): string {
  const present = Object.entries(body).filter(([, value]) => value !== undefined)
  present.sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(present)).digest('hex')
}
