import { z } from 'zod'
import { consentModeSchema, consentScopeSchema } from './consent'

const answer = z.object({
  scopes: z.array(consentScopeSchema),
  mode: consentModeSchema,
  /** SHA-256 of the exact words that were shown, hex. */
  noticeHash: z.string(),
})

export const consentGiven = answer
export const consentRefused = answer
export const consentWithdrawn = z.object({ scopes: z.array(consentScopeSchema) })
