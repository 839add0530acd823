import { z } from 'zod'

/** Where a touch came from: `source/medium` in lower case, as in `xiaomi/ott` or `google/cpc`. */
export const channelSchema = z
  .string()
  .max(64)
  .regex(/^[a-z0-9][a-z0-9._-]*\/[a-z0-9][a-z0-9._-]*$/)
export type Channel = z.infer<typeof channelSchema>

/** In-store orders nobody was seen to bring: a row of its own in every credit table. */
export const WALK_IN = 'walk-in'
/** The store visit as a touch. It is credited for online orders only: in store it is the condition, not a channel. */
export const STORE_VISIT: Channel = 'store/nfc'
