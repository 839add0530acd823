import { z } from 'zod'
import { wordsSchema } from '@/domain/language'
import type { Sql } from '../db/sql'

const time = z.date().transform((date) => date.getTime())
const row = z.object({
  couponId: z.string(),
  brandId: z.string(),
  campaignId: z.string(),
  offerId: z.string(),
  visitorBrandId: z.string(),
  visitId: z.string(),
  status: z.enum(['issued', 'redeemed', 'voided']),
  discount: z.number(),
  minSpend: z.number(),
  currency: z.string(),
  name: wordsSchema,
  expiresAt: time,
  redeemedAt: time.nullable(),
  redeemedStore: z.string().nullable(),
  receipt: z.string().nullable(),
  amount: z.number().nullable(),
  orderId: z.string().nullable(),
  simulated: z.boolean(),
})
/** A coupon with its offer, as a till needs it. */
export type CouponFull = z.infer<typeof row>

/** The coupon with this code (or id), locked for a change when asked. */
export async function findFull(
  sql: Sql,
  key: string,
  { lock = false, by = 'code' }: { lock?: boolean; by?: 'code' | 'id' } = {},
): Promise<CouponFull | null> {
  const [found] = await sql.query(
    `SELECT c.id AS "couponId", c.brand_id AS "brandId", o.campaign_id AS "campaignId", c.offer_id AS "offerId",
       c.visitor_brand_id AS "visitorBrandId", c.visit_id AS "visitId", c.status, o.discount, o.min_spend AS "minSpend",
       o.currency, o.name, c.expires_at AS "expiresAt", c.redeemed_at AS "redeemedAt",
       c.redeemed_store AS "redeemedStore", c.receipt, c.amount, c.order_id AS "orderId", c.simulated
     FROM coupon c JOIN offer o ON o.id = c.offer_id AND o.brand_id = c.brand_id
     WHERE c.${by} = $1 ${lock ? 'FOR UPDATE OF c' : ''}`,
    [key],
  )
  return found ? row.parse(found) : null
}
