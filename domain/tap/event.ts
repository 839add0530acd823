import { z } from 'zod'
import { languageSchema } from '../language'
import { carrierSchema } from '../pass/pass'

/** How presence was shown. `static`: a plain tag or printed code, which proves nothing by itself. */
export const PROOFS = ['static', 'sun', 'code', 'reader'] as const
export const proofSchema = z.enum(PROOFS)
export type Proof = z.infer<typeof proofSchema>

/** Which second proof a campaign asks of a tap that does not prove presence: two picks in a row, one, or none. */
export const SECOND_PROOFS = ['full', 'light', 'none'] as const
export const secondProofSchema = z.enum(SECOND_PROOFS)
export type SecondProof = z.infer<typeof secondProofSchema>

/**
 * Whether a tap proves that somebody is there. A screen's code changes while one looks, and a reader saw it. A chip's
 * address may have been kept for days: it does where the campaign asks for nothing more.
 */
export function isProven(proof: Proof, second: SecondProof): boolean {
  return proof === 'code' || proof === 'reader' || (proof === 'sun' && second === 'none')
}

export const TAP_REFUSALS = [
  'unknown_touchpoint',
  'touchpoint_off',
  'campaign_over',
  'pass_invalid',
  'pass_expired',
  'too_many',
  'sun_invalid',
  'sun_replayed',
  'tag_unknown',
  'tag_revoked',
  'code_wrong',
  'code_early',
  'code_old',
  'code_used',
] as const
export const tapRefusalSchema = z.enum(TAP_REFUSALS)
export type TapRefusal = z.infer<typeof tapRefusalSchema>

export const tapAccepted = z.object({
  proof: proofSchema,
  proven: z.boolean(),
  language: languageSchema,
  passId: z.uuid().optional(),
  carrier: carrierSchema.optional(),
  /** The chip that proved itself, and its read counter then. */
  tagId: z.uuid().optional(),
  counter: z.int().min(0).optional(),
  /** The 15 seconds whose code a screen showed. */
  slot: z.int().min(0).optional(),
})

/** A tap that proved nothing by itself, made good: at the wall, after so many questions, or by a person of the store. */
export const tapProven = z.object({
  tapId: z.uuid(),
  by: z.enum(['wall', 'staff']),
  asked: z.int().min(0),
  userId: z.string().optional(),
})

export const tapRefused = z.object({ reason: tapRefusalSchema })
