import { z } from 'zod'

/** How a retailer asks: `ask` before anything is kept, or `notice` where law lets a notice be enough. */
export const CONSENT_MODES = ['ask', 'notice'] as const
export const consentModeSchema = z.enum(CONSENT_MODES)
export type ConsentMode = z.infer<typeof consentModeSchema>

/** What a visitor may agree to: a personal story, and conversions reported to the ad platform. */
export const CONSENT_SCOPES = ['story', 'feedback'] as const
export const consentScopeSchema = z.enum(CONSENT_SCOPES)
export type ConsentScope = z.infer<typeof consentScopeSchema>
