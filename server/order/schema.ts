import { z } from 'zod'
import { slugSchema } from '@/domain/id'
import { orderOriginSchema } from '@/domain/order/event'

const externalId = z.string().trim().min(1).max(128)
/** Minor units (fen for CNY); at most what the column holds. */
const amount = z.int().min(0).max(2_000_000_000)
const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .describe('ISO 4217')

export const orderBody = z.strictObject({
  externalId: externalId.describe(
    "The order's number at the shop. With the origin it is the idempotency key.",
  ),
  origin: orderOriginSchema,
  amount: amount.describe('What was paid, after discounts, in minor units.'),
  currency,
  placedAt: z.iso.datetime({ offset: true }),
  couponCode: z
    .string()
    .trim()
    .min(1)
    .max(32)
    .optional()
    .describe('Joins the order with the visitor who holds it.'),
  passJws: z.string().min(1).max(1_000).optional().describe('A pass, as its link or QR carries it.'),
  visitorId: z.uuid().optional().describe('The id this brand knows the visitor by.'),
  storeId: slugSchema.optional(),
  campaignId: slugSchema.optional(),
})
export type OrderBody = z.infer<typeof orderBody>

export const orderAnswer = z.object({
  orderId: z.uuid(),
  /** Whether a visitor is known, so that the order can be credited. */
  joined: z.boolean(),
  campaignId: z.string().nullable(),
})
export type OrderAnswer = z.infer<typeof orderAnswer>

export const refundBody = z.strictObject({
  externalId: externalId.describe("The refund's number at the shop: the idempotency key."),
  amount: amount.min(1),
  reason: z.string().trim().min(1).max(200),
  refundedAt: z.iso.datetime({ offset: true }).optional(),
})
export type RefundBody = z.infer<typeof refundBody>

export const refundAnswer = z.object({ orderId: z.uuid(), refunded: z.int() })
export type RefundAnswer = z.infer<typeof refundAnswer>
