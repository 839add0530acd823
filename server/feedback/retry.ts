const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** How long to wait after each try, as Standard Webhooks proposes: about three days in all. */
export const RETRY_SCHEDULE = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const

const LONGEST = 24 * HOUR
/** Up to a tenth longer, so that what failed together is not tried together. */
const JITTER = 0.1

/**
 * When to try again after `attempts` tries, or null when it is enough. Never before the receiver's own Retry-After.
 * @param random 0 to 1
 */
export function decideRetry(
  attempts: number,
  now: number,
  retryAfter: string | null,
  random: number,
  schedule: readonly number[] = RETRY_SCHEDULE,
): number | null {
  const wait = schedule[attempts - 1]
  if (wait === undefined) return null
  const asked = parseRetryAfter(retryAfter, now)
  return now + Math.max(asked ?? 0, Math.round(wait * (1 + JITTER * random)))
}

/** `Retry-After` (RFC 9110 §10.2.3), seconds or a date, as milliseconds from now; a day at most. */
export function parseRetryAfter(value: string | null, now: number): number | null {
  if (value === null) return null
  const text = value.trim()
  const wait = /^\d+$/.test(text) ? Number(text) * SECOND : Date.parse(text) - now
  return Number.isNaN(wait) ? null : Math.min(Math.max(0, wait), LONGEST)
}
