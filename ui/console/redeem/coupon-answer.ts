import { z } from 'zod'
import { wordsSchema } from '@/domain/language'

/** What the server tells a till of a coupon. Amounts are minor units, times Unix ms. */
export const couponAnswerSchema = z.object({
  status: z.enum(['issued', 'redeemed', 'voided', 'expired']),
  discount: z.int(),
  minSpend: z.int(),
  currency: z.string(),
  name: wordsSchema,
  expiresAt: z.number(),
  redeemed: z
    .object({
      at: z.number(),
      store: wordsSchema,
      receipt: z.string(),
      amount: z.int(),
      couponId: z.string(),
      mayVoid: z.boolean(),
    })
    .nullable(),
})
export type CouponAnswer = z.infer<typeof couponAnswerSchema>

/** What a redemption came to. */
export const redemptionAnswerSchema = z.object({
  couponId: z.string(),
  discount: z.int(),
  amount: z.int(),
  toPay: z.int(),
  currency: z.string(),
  redeemedAt: z.number(),
})
export type RedemptionAnswer = z.infer<typeof redemptionAnswerSchema>
