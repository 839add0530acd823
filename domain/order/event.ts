import { z } from 'zod'
import { personalField } from '../personal'

export const ORDER_ORIGINS = ['till', 'online'] as const
export const orderOriginSchema = z.enum(ORDER_ORIGINS)
export type OrderOrigin = z.infer<typeof orderOriginSchema>

/** A purchase, in store or on an e-commerce platform. Amounts are minor units, after discounts. */
export const orderPlaced = z.object({
  orderId: z.uuid(),
  externalId: z.string(),
  origin: orderOriginSchema,
  amount: z.int().min(0),
  currency: z.string().length(3),
  couponId: z.uuid().optional(),
})
export const orderRefunded = z.object({
  orderId: z.uuid(),
  amount: z.int().min(0),
  currency: z.string().length(3),
  reason: personalField(z.string()),
})
