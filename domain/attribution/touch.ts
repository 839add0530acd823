import { z } from 'zod'
import { channelSchema, STORE_VISIT, WALK_IN } from '../campaign/channel'
import type { OrderOrigin } from '../order/event'

/** One contact with a visitor: the channel it came through, and when (Unix milliseconds). */
export type Touch = { channel: string; at: number }

/** Online orders nobody was seen to bring: a row of its own in every credit table. */
export const UNKNOWN = 'unknown'
/** Whoever a credit table has a row for. */
export const earnerSchema = channelSchema.or(z.enum([WALK_IN, UNKNOWN]))

type Conversion = { origin: OrderOrigin; at: number; lookbackMs: number }

/**
 * The path of touches that led to an order, oldest first. In store the visit is the condition, not a channel: only
 * clicks count. Online the store visit is a touch like any other. Touches after the order, or before the look-back,
 * are not part of it; the same channel twice in a row is two touches.
 */
export function makePath(
  conversion: Conversion,
  { clicks, visits }: { clicks: readonly Touch[]; visits: readonly number[] },
): Touch[] {
  const stays = conversion.origin === 'online' ? visits.map((at) => ({ channel: STORE_VISIT, at })) : []
  return [...clicks, ...stays]
    .filter(({ at }) => at <= conversion.at && at >= conversion.at - conversion.lookbackMs)
    .sort((a, b) => a.at - b.at)
}

/** Who gets the credit when the path is empty. */
export const getUntouched = (origin: OrderOrigin) => (origin === 'online' ? UNKNOWN : WALK_IN)
