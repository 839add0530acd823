import { z } from 'zod'
import { gelSchema } from '../visit/light'
import type { SecondProof } from './event'
import { FULL_PROOF, LIGHT_PROOF, type ProofRule } from './proof'

/** Second proofs at the wall that one touchpoint may bring in an hour: a plain tag's address can be opened anywhere. */
export const PROVEN_PER_HOUR = 120
export const PROVEN_WINDOW_MS = 3_600_000

/** What a phone sends: a light, another question, or the wish to begin. */
export const proofPickSchema = z.union([gelSchema, z.enum(['another', 'start'])])
export type ProofPick = z.infer<typeof proofPickSchema>

const stateSchema = z.object({
  rule: z.object({ tries: z.array(z.int()) }),
  own: gelSchema.nullable(),
  attempt: z.int(),
  right: z.int(),
  asked: z.int(),
  question: z.object({ answer: gelSchema, askedAt: z.number(), expiresAt: z.number() }),
})

/** How far a visit has come with its second proof, as its row keeps it. The answer in it is the wall's alone. */
export const visitProofSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('open'),
    state: stateSchema,
    /** What became of the pick before. */
    was: z.enum(['right', 'wrong', 'late']).nullable(),
  }),
  z.object({ status: z.literal('failed'), reason: z.enum(['wrong', 'too_many_questions']) }),
  z.object({ status: z.literal('proven'), by: z.enum(['wall', 'staff']), at: z.number() }),
])
export type VisitProof = z.infer<typeof visitProofSchema>

const RULES: Record<Exclude<SecondProof, 'none'>, ProofRule> = { full: FULL_PROOF, light: LIGHT_PROOF }

type Asking = { proof: SecondProof; unproven: 'story' | 'coupon'; offer: object | null }
type Standing = { proven: boolean; simulated: boolean; proof: VisitProof | null }

/** The rule of the second proof that may still earn this visit its coupon; null where none is asked or left. */
export function getProofRule(campaign: Asking, visit: Standing): ProofRule | null {
  const { proof, unproven, offer } = campaign
  if (proof === 'none' || unproven === 'coupon' || !offer) return null
  return visit.proven || visit.simulated || visit.proof?.status === 'failed' ? null : RULES[proof]
}
