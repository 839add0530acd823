import { z } from 'zod'
import { personalField } from '../personal'

const coupon = z.object({ offerId: z.string(), couponId: z.uuid() })

/** Amounts are minor units (fen for CNY), currencies ISO 4217. */
export const offerIssued = coupon.extend({
  discount: z.int().min(0),
  currency: z.string().length(3),
  expiresAt: z.iso.datetime(),
})
export const offerRenewed = coupon
export const offerRedeemed = coupon.extend({
  discount: z.int().min(0),
  /** What the receipt says was paid for, before the discount. */
  amount: z.int().min(0),
  currency: z.string().length(3),
  receipt: z.string(),
  orderId: z.uuid(),
  userId: z.string(),
})
export const offerVoided = coupon.extend({
  reason: personalField(z.string()),
  orderId: z.uuid(),
  userId: z.string(),
})
