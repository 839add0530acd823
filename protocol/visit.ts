import { z } from 'zod'
import { languageSchema, wordsSchema } from '../domain/language'
import { lightSchema } from '../domain/visit/light'
import { haltSchema, pointSchema } from './cue'

/**
 * Where a visit stands, as its phone must show it.
 * `asking`   the consent question is open
 * `waiting`  in the queue at `place`
 * `called`   its turn: take the lamp before `takeBy`, else skipped
 * `leading`  the phone is the remote until `endsAt`
 * `phone`    story and coupon go on, on the phone alone
 * `finished` every halt is lit; a coupon is there if the visit could earn one
 * `closed`   the visit is over
 */
export const VISIT_STAGES = ['asking', 'waiting', 'called', 'leading', 'phone', 'finished', 'closed'] as const

export const couponViewSchema = z.object({
  couponId: z.uuid(),
  /** Six characters without 0 O 1 I L. */
  code: z.string(),
  url: z.string(),
  discount: z.int(),
  minSpend: z.int(),
  currency: z.string(),
  name: wordsSchema,
  status: z.enum(['issued', 'redeemed', 'voided', 'expired']),
  expiresAt: z.number(),
  redeemedAt: z.number().nullable(),
})
export type CouponView = z.infer<typeof couponViewSchema>

/** Ad platforms that may be told of a visitor who says yes. Webhooks name nobody and ask nobody. */
export const AD_PLATFORMS = ['ocean_engine', 'meta'] as const
export const adPlatformSchema = z.enum(AD_PLATFORMS)

export const adsViewSchema = z.object({
  /** Who would be told, by a yes. */
  recipients: z.array(adPlatformSchema),
  /** Null: not answered, which is a no. */
  answer: z.enum(['yes', 'no']).nullable(),
})
export type AdsView = z.infer<typeof adsViewSchema>

/** Everything the shopper's page shows. Times are Unix milliseconds of the server's clock. */
export const visitViewSchema = z.object({
  visitId: z.uuid(),
  token: z.string(),
  stage: z.enum(VISIT_STAGES),
  language: languageSchema,
  now: z.number(),
  store: wordsSchema,
  /** The store's IANA time zone: its dates are told in it. */
  timeZone: z.string().optional(),
  zone: wordsSchema,
  brand: wordsSchema,
  campaign: wordsSchema,
  light: lightSchema,
  /** Asked because a pass came along unkept (`ad`), because nothing did (`visit`), or answered already (`null`). */
  question: z.enum(['ad', 'visit']).nullable(),
  answer: z.enum(['yes', 'no']).nullable(),
  /** When the ad was clicked: told to that person's phone only, and only after a yes or with a kept pass. */
  clickedAt: z.number().nullable(),
  /** The story's opening line and what it asks of the visitor. */
  line: wordsSchema,
  sub: wordsSchema,
  halts: z.array(haltSchema),
  lit: z.array(z.string()),
  lamp: pointSchema,
  place: z.int().nullable(),
  waitMs: z.int().nullable(),
  takeBy: z.number().nullable(),
  endsAt: z.number().nullable(),
  discount: z.int().nullable(),
  currency: z.string(),
  coupon: couponViewSchema.nullable(),
  /**
   * The second proof: the phone asks which light the wall glows with. `offered` before it began, `open` while a question
   * stands (`until` null: its time is over), `failed` when no try is left; null where none is asked.
   */
  proof: z
    .object({
      state: z.enum(['offered', 'open', 'failed']),
      until: z.number().nullable(),
      /** Number of the question, to be sent back with the pick. */
      asked: z.int(),
      right: z.int(),
      needed: z.int(),
      tries: z.int(),
      was: z.enum(['right', 'wrong', 'late']).nullable(),
    })
    .nullable(),
  offerState: z.enum(['open', 'sold_out', 'stopped', 'not_earned']),
  kept: z.boolean(),
  /** The question about ad platforms, once the coupon is there; null where it is not asked. */
  ads: adsViewSchema.nullish(),
})
export type VisitView = z.infer<typeof visitViewSchema>
