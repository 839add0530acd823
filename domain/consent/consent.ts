import { z } from 'zod'

/** How a retailer asks: `ask` before anything is kept, or `notice` where law lets a notice be enough. */
export const CONSENT_MODES = ['ask', 'notice'] as const
export const consentModeSchema = z.enum(CONSENT_MODES)
export type ConsentMode = z.infer<typeof consentModeSchema>

/**
 * What a visitor may agree to, each asked for when it is needed: their own story in the store, counting what an ad led to,
 * telling the ad platforms (asked by itself, after the coupon), and being written to (not asked yet).
 */
export const CONSENT_SCOPES = ['story', 'measurement', 'ads', 'contact'] as const
/** `feedback` was part of the first yes once. Passes and events of then still say it; it allows nothing any more. */
export const consentScopeSchema = z.enum([...CONSENT_SCOPES, 'feedback'])
export type ConsentScope = z.infer<typeof consentScopeSchema>

/** What the first yes is about: nothing of it leaves the house. */
export const FIRST_SCOPES = ['story', 'measurement'] as const satisfies ConsentScope[]
