import type { Words } from '@/domain/language'
import { decideRedemption, decideVoid, getToPay, VOID_FREE_MS } from '@/domain/offer/rule'
import type { Event } from '@/protocol/event'
import { audit } from '../audit'
import type { Catalogue } from '../campaign/data'
import type { Tx } from '../db/sql'
import type { Deps } from '../deps'
import { AppError } from '../error'
import type { PlaceOrder } from '../order/place'
import type { SettlementRow, Viewer } from '../services'
import type { Origin } from '../visit/open'
import { type CouponFull, findFull } from './data'
import { refuseUsed } from './used'

export type RedemptionService = ReturnType<typeof makeRedemptionService>

/** Redeeming coupons at a till, and taking a redemption back. */
export function makeRedemptionService(
  { clock, db, ledger }: Deps,
  catalogue: Catalogue,
  placeOrder: PlaceOrder,
) {
  const makeShared = (coupon: CouponFull, storeId: string, at: number) => ({
    v: 1,
    at: clock.iso(at),
    source: 'server',
    brandId: coupon.brandId,
    campaignId: coupon.campaignId,
    storeId,
    visitorId: coupon.visitorBrandId,
    visitId: coupon.visitId,
    ...(coupon.simulated && { simulated: true as const }),
  })

  async function refuse(
    coupon: CouponFull,
    reason: 'coupon_used' | 'coupon_voided' | 'coupon_expired' | 'spend_too_low',
  ) {
    if (reason === 'spend_too_low') {
      return new AppError({ code: reason, details: { least: makeMoney(coupon.minSpend, coupon.currency) } })
    }
    return reason === 'coupon_used' ? refuseUsed(catalogue, coupon) : new AppError({ code: reason })
  }

  /** What is left of the order goes back, and its number is free for the receipt's next coupon. */
  async function refundOrder(
    tx: Tx,
    coupon: CouponFull,
    { storeId, reason }: { storeId: string; reason: string },
    at: number,
  ): Promise<Event[]> {
    const [order] = await tx.query<{ id: string; left: number; currency: string }>(
      `UPDATE "order" o SET refunded = o.amount, external_id = o.external_id || '/void/' || o.id
       FROM (SELECT id, amount - refunded AS left FROM "order" WHERE id = $1 FOR UPDATE) AS was
       WHERE o.id = was.id RETURNING o.id, was.left, o.currency`,
      [coupon.orderId],
    )
    if (!order || order.left === 0) return []
    return [
      {
        ...makeShared(coupon, storeId, at),
        id: clock.id(at),
        type: 'order.refunded',
        data: { orderId: order.id, amount: order.left, currency: order.currency, reason },
      },
    ]
  }

  return {
    /** What a till may know of a coupon before redeeming it. */
    async check(code: string, viewer: Viewer) {
      const coupon = await findFull(db.service, code)
      if (!coupon) throw new AppError({ code: 'coupon_unknown' })
      const now = clock.now()
      const store = coupon.redeemedStore ? await catalogue.getStore(coupon.redeemedStore) : null
      const unnamed: Words = { zh: '', en: '' }
      const expired = coupon.status === 'issued' && coupon.expiresAt <= now
      return {
        status: expired ? ('expired' as const) : coupon.status,
        discount: coupon.discount,
        minSpend: coupon.minSpend,
        currency: coupon.currency,
        name: coupon.name,
        expiresAt: coupon.expiresAt,
        redeemed:
          coupon.status === 'redeemed' && coupon.redeemedAt !== null
            ? {
                at: coupon.redeemedAt,
                store: store?.name ?? unnamed,
                receipt: coupon.receipt ?? '',
                amount: coupon.amount ?? 0,
                couponId: coupon.couponId,
                voidableBy:
                  now - coupon.redeemedAt > VOID_FREE_MS ? ('manager' as const) : ('staff' as const),
                mayVoid: viewer.role !== 'staff' || now - coupon.redeemedAt <= VOID_FREE_MS,
              }
            : null,
      }
    },

    /**
     * Redeems a coupon on a receipt: state, order and both events in one transaction. `amount` is what the receipt
     * says before the discount, minor units. A simulated till takes simulated coupons only.
     * @throws AppError with the reason against it
     */
    async redeem(
      given: { storeId: string; code: string; receipt: string; amount: number; userId: string },
      { at, simulated }: Origin = { at: clock.now(), simulated: false },
    ) {
      return ledger.transaction(async (tx, emit) => {
        const coupon = await findFull(tx, given.code, { lock: true })
        if (!coupon || (simulated && !coupon.simulated)) throw new AppError({ code: 'coupon_unknown' })
        const decided = decideRedemption(coupon, given.amount, at)
        if (!decided.ok) throw await refuse(coupon, decided.reason)
        const orderId = clock.id(at)
        // Two tills with one receipt wait for each other here, so that the second is told why it may not.
        await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
          `receipt ${given.storeId} ${given.receipt}`,
        ])
        const [taken] = await tx.query(
          `SELECT FROM coupon WHERE redeemed_store = $1 AND receipt = $2 AND status = 'redeemed'`,
          [given.storeId, given.receipt],
        )
        if (taken) throw new AppError({ code: 'receipt_used' })
        await tx.query(
          `UPDATE coupon SET status = 'redeemed', redeemed_at = $2, redeemed_store = $3, redeemed_by = $4, receipt = $5,
             amount = $6, order_id = $7 WHERE id = $1`,
          [coupon.couponId, new Date(at), given.storeId, given.userId, given.receipt, given.amount, orderId],
        )
        const redeemed: Event = {
          ...makeShared(coupon, given.storeId, at),
          id: clock.id(at),
          type: 'offer.redeemed',
          data: {
            offerId: coupon.offerId,
            couponId: coupon.couponId,
            discount: coupon.discount,
            amount: given.amount,
            currency: coupon.currency,
            receipt: given.receipt,
            orderId,
            userId: given.userId,
          },
        }
        await emit([redeemed])
        const toPay = getToPay(given.amount, coupon.discount)
        await placeOrder(tx, emit, {
          orderId,
          brandId: coupon.brandId,
          campaignId: coupon.campaignId,
          externalId: `${given.storeId}/${given.receipt}`,
          origin: 'till',
          amount: toPay,
          currency: coupon.currency,
          placedAt: at,
          storeId: given.storeId,
          visitorId: coupon.visitorBrandId,
          visitId: coupon.visitId,
          couponId: coupon.couponId,
          simulated: coupon.simulated,
        })
        await audit(tx, clock, { userId: given.userId, action: 'coupon.redeem', target: coupon.couponId })
        return {
          couponId: coupon.couponId,
          orderId,
          discount: coupon.discount,
          amount: given.amount,
          toPay,
          currency: coupon.currency,
          redeemedAt: at,
        }
      })
    },

    /**
     * Takes a redemption back with a reason: the coupon is dead then, its order refunded, and the receipt may carry
     * another. @throws AppError with the reason against it
     */
    async voidRedemption(
      given: { storeId: string; couponId: string; reason: string; viewer: Viewer },
      { at, simulated }: Origin = { at: clock.now(), simulated: false },
    ) {
      const { viewer } = given
      if (viewer.role === 'brand') throw new AppError({ code: 'forbidden' })
      const role = viewer.role
      await ledger.transaction(async (tx, emit) => {
        const coupon = await findFull(tx, given.couponId, { lock: true, by: 'id' })
        const foreign = coupon?.redeemedStore !== given.storeId || (simulated && !coupon.simulated)
        if (!coupon || foreign) throw new AppError({ code: 'coupon_unknown' })
        const decided = decideVoid(coupon, role, at)
        if (!decided.ok) throw new AppError({ code: decided.reason })
        await tx.query("UPDATE coupon SET status = 'voided' WHERE id = $1", [coupon.couponId])
        const voided: Event = {
          ...makeShared(coupon, given.storeId, at),
          id: clock.id(at),
          type: 'offer.voided',
          data: {
            offerId: coupon.offerId,
            couponId: coupon.couponId,
            reason: given.reason,
            orderId: coupon.orderId ?? '',
            userId: viewer.userId,
          },
        }
        await emit([voided, ...(await refundOrder(tx, coupon, given, at))])
        await audit(tx, clock, {
          userId: viewer.userId,
          action: 'coupon.void',
          target: coupon.couponId,
          detail: { reason: given.reason },
        })
      })
    },

    /** A store's day: issued, redeemed, voided, with the discount owed. `day` is the store's own (YYYY-MM-DD). */
    async getSettlement(storeId: string, day: string): Promise<SettlementRow[]> {
      const store = await catalogue.getStore(storeId)
      if (!store) throw new AppError({ code: 'not_found' })
      const rows = await db.service.query<Omit<SettlementRow, 'at'> & { at: Date }>(
        `SELECT e.data->>'couponId' AS "couponId",
           CASE e.type WHEN 'offer.issued' THEN 'issued' WHEN 'offer.redeemed' THEN 'redeemed' ELSE 'voided' END AS status,
           coalesce((e.data->>'discount')::int, o.discount) AS discount,
           coalesce((e.data->>'amount')::int, c.amount) AS amount, o.currency,
           coalesce(e.data->>'receipt', c.receipt) AS receipt, e.at
         FROM event e JOIN coupon c ON c.id = (e.data->>'couponId')::uuid
           JOIN offer o ON o.id = c.offer_id AND o.brand_id = c.brand_id
         WHERE e.store_id = $1 AND e.type IN ('offer.issued', 'offer.redeemed', 'offer.voided') AND NOT e.simulated
           AND e.at >= ($2::date)::timestamp AT TIME ZONE $3 AND e.at < ($2::date + 1)::timestamp AT TIME ZONE $3
           AND e.id >= uuidv7_floor((($2::date)::timestamp AT TIME ZONE $3) - interval '1 hour')
           AND e.id < uuidv7_floor((($2::date + 1)::timestamp AT TIME ZONE $3) + interval '1 hour')
         ORDER BY e.at, e.id`,
        [storeId, day, store.timeZone],
      )
      return rows.map((row) => ({ ...row, at: row.at.getTime() }))
    },
  }
}

/** "¥168" for 16800 fen. */
export function makeMoney(amount: number, currency: string): string {
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: amount % 100 === 0 ? 0 : 2,
  }).format(amount / 100)
}
