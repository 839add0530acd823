import { z } from 'zod'
import { consentScopeSchema } from '../consent/consent'
import { languageSchema } from '../language'

/** How a pass reached us, in order of trust. */
export const CARRIERS = ['cookie', 'url', 'qr', 'wallet', 'nfc', 'staff'] as const
export const carrierSchema = z.enum(CARRIERS)
export type Carrier = z.infer<typeof carrierSchema>

/** A pass lives this long: as long as the longest look-back of a campaign. */
export const PASS_LIFETIME_MS = 30 * 24 * 3_600_000

/**
 * What a pass says. `visitorId` is the random id this brand knows the visitor by; `clickId` is the event id of the
 * click, never the ad platform's raw click id. Times are Unix milliseconds.
 */
export const passSchema = z.object({
  passId: z.uuid(),
  visitorId: z.uuid(),
  brandId: z.string(),
  campaignId: z.string(),
  linkId: z.string().optional(),
  clickId: z.uuid().optional(),
  scopes: z.array(consentScopeSchema),
  language: languageSchema,
  issuedAt: z.number(),
  expiresAt: z.number(),
})
export type Pass = z.infer<typeof passSchema>
