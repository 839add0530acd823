import { z } from 'zod'

export const screenEnrolled = z.object({ name: z.string(), userId: z.string() })
export const screenRevoked = z.object({ userId: z.string() })
/** A surface drew a cue: `lateMs` is how long after the cue's start its first frame came. */
export const screenPlayed = z.object({
  cueId: z.uuid(),
  scene: z.string(),
  lateMs: z.number(),
})
