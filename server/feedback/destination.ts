import type { Event, EventType } from '@/protocol/event'

export const DESTINATION_KINDS = ['ocean_engine', 'meta', 'webhook'] as const
export type DestinationKind = (typeof DESTINATION_KINDS)[number]

/** What a destination may be told of: the conversions. Others would only say how a showroom runs. */
export const CONVERSION_TYPES = [
  'campaign.clicked',
  'visit.opened',
  'offer.issued',
  'offer.redeemed',
  'offer.voided',
  'order.placed',
  'order.refunded',
] as const satisfies EventType[]

const conversions: ReadonlySet<EventType> = new Set(CONVERSION_TYPES)
export const isConversion = (type: EventType) => conversions.has(type)

/** Why an event is not sent to a destination. */
export const SKIP_REASONS = [
  'no_consent',
  'gpc',
  'no_match_key',
  'click_too_old',
  'not_wanted',
  'simulated',
  'minors',
  'erased',
] as const
export type SkipReason = (typeof SKIP_REASONS)[number]

/** A click whose ids were captured with consent to use them. `at` is the capture time, Unix milliseconds. */
export type CapturedClick = { at: number; clickIds: Record<string, string>; gpc: boolean }

/** What is known beside the event when it is sent. */
export type FeedbackContext = {
  now: number
  /** The visitor's newest answer about ad platforms (`ads`) is a yes. */
  consent: boolean
  /** Newest first. */
  clicks: readonly CapturedClick[]
  /** The campaign is meant for children. */
  minors: boolean
  /** How long a click counts for this campaign, milliseconds. */
  lookbackMs: number
}

/** One HTTP request to a destination, without its secret. `path` is below the base URL. */
export type FeedbackRequest = {
  /** The platform's own name of the conversion. */
  name: string
  path: string
  headers: Record<string, string>
  body: string
}
export type Skipped = { skipped: SkipReason; name: string }
/** Null: the platform has no conversion for this event. */
export type Mapped = { requests: FeedbackRequest[] } | Skipped | null

/** What a platform's answer means. Whether to try again is decided where the answer is read. */
export type Outcome =
  | { status: 'accepted' }
  /** They took it and did not say whether it counts. */
  | { status: 'sent' }
  | { status: 'refused'; reason: string }
  | { status: 'again'; reason: string }

export type Answer = { status: number; body: string }

/** Why this event may not go to an ad platform, if so. Simulated visitors are nobody an ad platform knows. */
export function getPrivacySkip(
  event: Event,
  { consent, clicks, minors }: FeedbackContext,
): SkipReason | null {
  if (event.simulated) return 'simulated'
  if (minors) return 'minors'
  if (clicks.length > 0 && clicks.every(({ gpc }) => gpc)) return 'gpc'
  return consent ? null : 'no_consent'
}

/**
 * The newest click id by one of these names that is still valid, with its capture time.
 * @param maxAgeMs a click older than this at the time of the event is too old
 */
export function findClickId(
  { clicks }: FeedbackContext,
  names: readonly string[],
  eventAt: number,
  maxAgeMs: number,
): { id: string; at: number } | 'no_match_key' | 'click_too_old' {
  let tooOld = false
  for (const { at, clickIds, gpc } of clicks.toSorted((a, b) => b.at - a.at)) {
    if (gpc || at > eventAt) continue
    const id = names.map((name) => clickIds[name]).find(Boolean)
    if (!id) continue
    if (eventAt - at <= maxAgeMs) return { id, at }
    tooOld = true
  }
  return tooOld ? 'click_too_old' : 'no_match_key'
}

/** A platform's answer as JSON, or null when it is not. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
