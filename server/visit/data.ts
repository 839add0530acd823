import { z } from 'zod'
import { languageSchema, wordsSchema } from '@/domain/language'
import { PROVEN_PER_HOUR, PROVEN_WINDOW_MS, visitProofSchema } from '@/domain/tap/second'
import { lightSchema } from '@/domain/visit/light'
import type { Sql } from '../db/sql'

/** A row of `visit`. */
export const visitRow = z
  .object({
    id: z.string(),
    brand_id: z.string(),
    campaign_id: z.string(),
    store_id: z.string(),
    zone_id: z.string(),
    touchpoint_id: z.string(),
    tap_id: z.string(),
    visitor_brand_id: z.string(),
    pass_id: z.string().nullable(),
    link_id: z.string().nullable(),
    click_id: z.string().nullable(),
    clicked_at: z.date().nullable(),
    story_key: z.string(),
    language: languageSchema,
    light: lightSchema,
    answer: z.enum(['yes', 'no']).nullable(),
    kept: z.boolean(),
    proven: z.boolean(),
    proof: visitProofSchema.nullable(),
    stage: z.enum(['waiting', 'called', 'leading', 'phone', 'finished', 'closed']),
    lit: z.array(z.string()),
    last_seen_at: z.date(),
    simulated: z.boolean(),
  })
  .transform((row) => ({
    id: row.id,
    brandId: row.brand_id,
    campaignId: row.campaign_id,
    storeId: row.store_id,
    zoneId: row.zone_id,
    touchpointId: row.touchpoint_id,
    tapId: row.tap_id,
    visitorBrandId: row.visitor_brand_id,
    passId: row.pass_id,
    linkId: row.link_id,
    clickId: row.click_id,
    clickedAt: row.clicked_at,
    storyKey: row.story_key,
    language: row.language,
    light: row.light,
    answer: row.answer,
    kept: row.kept,
    proven: row.proven,
    proof: row.proof,
    stage: row.stage,
    lit: row.lit,
    lastSeenAt: row.last_seen_at,
    simulated: row.simulated,
  }))
export type Visit = z.infer<typeof visitRow>

/** Whether a touchpoint has brought as many second proofs in the last hour as it may. */
export async function isProofCapped(sql: Sql, touchpointId: string, now: number): Promise<boolean> {
  // A visit that was proven in this hour was opened in the hours before it.
  const [row] = await sql.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM visit WHERE touchpoint_id = $1 AND opened_at > $2
       AND proof->>'by' = 'wall' AND (proof->>'at')::float8 > $3`,
    [touchpointId, new Date(now - 4 * PROVEN_WINDOW_MS), now - PROVEN_WINDOW_MS],
  )
  return (row?.n ?? 0) >= PROVEN_PER_HOUR
}

const couponRow = z.object({
  couponId: z.string(),
  code: z.string(),
  discount: z.number(),
  minSpend: z.number(),
  currency: z.string(),
  name: wordsSchema,
  status: z.enum(['issued', 'redeemed', 'voided']),
  expiresAt: z.date().transform((date) => date.getTime()),
  redeemedAt: z
    .date()
    .nullable()
    .transform((date) => date?.getTime() ?? null),
})

const COUPON = `SELECT c.id AS "couponId", c.code, o.discount, o.min_spend AS "minSpend", o.currency, o.name, c.status,
  c.expires_at AS "expiresAt", c.redeemed_at AS "redeemedAt"
  FROM coupon c JOIN offer o ON o.id = c.offer_id AND o.brand_id = c.brand_id`

/** The coupon this visitor has of a campaign. */
export async function findCoupon(sql: Sql, visitorBrandId: string, campaignId: string) {
  const [row] = await sql.query(`${COUPON} WHERE c.visitor_brand_id = $1 AND o.campaign_id = $2`, [
    visitorBrandId,
    campaignId,
  ])
  return row ? couponRow.parse(row) : null
}

/** The coupon with this code. */
export async function findCouponByCode(sql: Sql, code: string) {
  const [row] = await sql.query(`${COUPON} WHERE c.code = $1`, [code])
  return row ? couponRow.parse(row) : null
}
export type CouponRow = z.infer<typeof couponRow>
