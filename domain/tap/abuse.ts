/** What a tap is judged by. `network` is a hash with a salt of the day, never an address. */
export type TapFact = {
  /** Unix milliseconds. */
  at: number
  storeId: string
  touchpointId: string
  /** Null for a phone that brings no cookie. */
  visitorId: string | null
  network: string | null
  /** The agent that saw it; null when the phone came by itself. */
  agentId: string | null
}

export const ABUSE_REASONS = [
  'visitor_rate',
  'visitor_burst',
  'visitor_day',
  'touchpoint_burst',
  'touchpoint_rate',
  'touchpoint_hour',
  'network_rate',
  'agent_rate',
  'impossible_travel',
] as const
export type AbuseReason = (typeof ABUSE_REASONS)[number]

export type AbuseVerdict =
  | { verdict: 'ok' }
  /** Counted apart and shown to staff: `suspicious` goes on, `refused` does not. */
  | { verdict: 'suspicious' | 'refused'; reason: AbuseReason }

/** More than `limit` taps of one visitor, touchpoint, network or agent within `windowMs` get this verdict. */
export type AbuseRule = {
  reason: Exclude<AbuseReason, 'impossible_travel'>
  verdict: 'suspicious' | 'refused'
  per: 'visitorId' | 'touchpointId' | 'network' | 'agentId'
  limit: number
  windowMs: number
}

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/**
 * The policy, to be read from top to bottom. People touch things twice, in families and by the hundred at an opening,
 * and all from the showroom's one address: a network is never refused, and no limit is near what a crowd does.
 */
export const ABUSE_RULES: readonly AbuseRule[] = [
  { reason: 'visitor_burst', verdict: 'suspicious', per: 'visitorId', limit: 5, windowMs: 5 * SECOND },
  { reason: 'visitor_rate', verdict: 'refused', per: 'visitorId', limit: 20, windowMs: MINUTE },
  { reason: 'visitor_day', verdict: 'refused', per: 'visitorId', limit: 100, windowMs: 24 * HOUR },
  { reason: 'touchpoint_burst', verdict: 'refused', per: 'touchpointId', limit: 80, windowMs: 2 * SECOND },
  { reason: 'touchpoint_rate', verdict: 'refused', per: 'touchpointId', limit: 400, windowMs: MINUTE },
  { reason: 'touchpoint_hour', verdict: 'suspicious', per: 'touchpointId', limit: 600, windowMs: HOUR },
  { reason: 'network_rate', verdict: 'suspicious', per: 'network', limit: 600, windowMs: 10 * MINUTE },
  { reason: 'agent_rate', verdict: 'suspicious', per: 'agentId', limit: 120, windowMs: MINUTE },
  { reason: 'agent_rate', verdict: 'refused', per: 'agentId', limit: 600, windowMs: MINUTE },
]

/** How far back `decideAbuse` looks. */
export const ABUSE_WINDOW_MS = 24 * HOUR

/** The shortest time from one store to another; null when nobody knows. */
export type TravelMinutes = (fromStoreId: string, toStoreId: string) => number | null

/**
 * What to think of a tap, given the ones before it that were not refused: those of its visitor, touchpoint, network and
 * agent within `ABUSE_WINDOW_MS`, in any order. A refusal goes before a suspicion, else the first rule in the list wins.
 */
export function decideAbuse(
  tap: TapFact,
  recent: readonly TapFact[],
  travel: TravelMinutes = () => null,
  rules: readonly AbuseRule[] = ABUSE_RULES,
): AbuseVerdict {
  const broken = rules.filter((rule) => countTaps(tap, recent, rule) > rule.limit)
  const worst = broken.find(({ verdict }) => verdict === 'refused') ?? broken[0]
  if (worst?.verdict === 'refused') return { verdict: 'refused', reason: worst.reason }
  if (isTooFast(tap, recent, travel)) return { verdict: 'suspicious', reason: 'impossible_travel' }
  return worst ? { verdict: worst.verdict, reason: worst.reason } : { verdict: 'ok' }
}

/** Minutes between two stores at a speed that nobody beats from door to door, high-speed rail included. */
export function getTravelMinutes(km: number, kmh = 300): number {
  return (km / kmh) * 60
}

/** Taps in the window, this one among them; whoever is not known has no others. */
function countTaps(tap: TapFact, recent: readonly TapFact[], { per, windowMs }: AbuseRule): number {
  const who = tap[per]
  if (who === null) return 0
  let count = 1
  for (const other of recent)
    if (other[per] === who && other.at <= tap.at && other.at > tap.at - windowMs) count++
  return count
}

/** Whether the visitor was in another store so lately that nobody travels that fast, before or after. */
function isTooFast(tap: TapFact, recent: readonly TapFact[], travel: TravelMinutes): boolean {
  return recent.some((other) => {
    if (tap.visitorId === null || other.visitorId !== tap.visitorId || other.storeId === tap.storeId)
      return false
    const minutes = travel(other.storeId, tap.storeId)
    return minutes !== null && Math.abs(tap.at - other.at) < minutes * MINUTE
  })
}
