import { z } from 'zod'
import { wordsSchema } from '../domain/language'

export const STAGES = ['clicked', 'tapped', 'visited', 'engaged', 'coupon', 'redeemed', 'ordered'] as const
export const stageSchema = z.enum(STAGES)
export type Stage = z.infer<typeof stageSchema>

export const CREDIT_MODELS = ['last', 'first', 'linear', 'position'] as const
export const creditModelSchema = z.enum(CREDIT_MODELS)
export type CreditModel = z.infer<typeof creditModelSchema>

/** Stage counts of a campaign; `value` is what orders paid, minor units. */
export const funnelSchema = z.object({
  campaignId: z.string(),
  from: z.iso.date(),
  to: z.iso.date(),
  stages: z.array(z.object({ stage: stageSchema, count: z.int(), simulated: z.int() })),
  value: z.int(),
  currency: z.string(),
  /** Breakdowns under 10 visitors are pooled so that none can be got by subtraction. `key` null is the pool. */
  languages: z.array(z.object({ key: z.string().nullable(), visitors: z.int(), pooled: z.int() })),
})
export type Funnel = z.infer<typeof funnelSchema>

/** Credit per channel under each model; columns add up to `orders`. `joined` is clicks recognised later. */
export const creditTableSchema = z.object({
  orders: z.int(),
  value: z.int(),
  currency: z.string(),
  rows: z.array(
    z.object({
      channel: z.string(),
      clicks: z.int(),
      joined: z.int(),
      credit: z.record(creditModelSchema, z.number()),
      value: z.record(creditModelSchema, z.number()),
    }),
  ),
  /** Join rates differ twofold or more: channels are not comparable and must not be ranked. */
  comparable: z.boolean(),
})
export type CreditTable = z.infer<typeof creditTableSchema>

export const deliveryViewSchema = z.object({
  id: z.uuid(),
  at: z.number(),
  destination: z.string(),
  kind: z.string(),
  eventId: z.uuid(),
  eventType: z.string(),
  name: z.string(),
  status: z.enum(['pending', 'sent', 'accepted', 'refused', 'failed', 'skipped']),
  reason: z.string().nullable(),
  attempts: z.int(),
  httpStatus: z.int().nullable(),
  simulated: z.boolean(),
})
export type DeliveryView = z.infer<typeof deliveryViewSchema>

/** An event as a brand may see it: no visitor, no visit, nothing personal. */
export const brandEventSchema = z.object({
  id: z.uuid(),
  type: z.string(),
  at: z.iso.datetime(),
  campaignId: z.string().nullable(),
  storeId: z.string().nullable(),
  channel: z.string().nullable(),
  simulated: z.boolean(),
  summary: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})
export type BrandEvent = z.infer<typeof brandEventSchema>

export const brandCampaignSchema = z.object({
  id: z.string(),
  name: wordsSchema,
  from: z.iso.date(),
  to: z.iso.date(),
  stores: z.array(z.object({ id: z.string(), name: wordsSchema })),
  /** IANA zone that the campaign's days and times are told in. */
  timeZone: z.string().optional(),
})
export type BrandCampaign = z.infer<typeof brandCampaignSchema>
