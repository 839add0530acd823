import { z } from 'zod'
import { languageSchema } from '../language'
import { carrierSchema } from '../pass/pass'

/** How presence was shown. `static`: a plain tag or printed code, which proves nothing by itself. */
export const PROOFS = ['static', 'sun', 'code', 'reader'] as const
export const proofSchema = z.enum(PROOFS)
export type Proof = z.infer<typeof proofSchema>

export const TAP_REFUSALS = [
  'unknown_touchpoint',
  'touchpoint_off',
  'campaign_over',
  'pass_invalid',
  'pass_expired',
  'too_many',
] as const
export const tapRefusalSchema = z.enum(TAP_REFUSALS)
export type TapRefusal = z.infer<typeof tapRefusalSchema>

export const tapAccepted = z.object({
  proof: proofSchema,
  proven: z.boolean(),
  language: languageSchema,
  passId: z.uuid().optional(),
  carrier: carrierSchema.optional(),
})

export const tapRefused = z.object({ reason: tapRefusalSchema })
