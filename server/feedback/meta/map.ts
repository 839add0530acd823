import { z } from 'zod'
import type { Event } from '@/protocol/event'
import {
  type Answer,
  type FeedbackContext,
  type FeedbackRequest,
  findClickId,
  getPrivacySkip,
  type Mapped,
  type Outcome,
  parseJson,
} from '../destination'

export const metaConfig = z.object({
  baseUrl: z.url({ protocol: /^https?$/ }).default('https://graph.facebook.com'),
  dataset: z.string().regex(/^\d{1,32}$/),
  testEventCode: z.string().max(64).optional(),
  events: z.array(z.string()).optional(),
  allowPrivate: z.boolean().default(false),
})
export type MetaConfig = z.infer<typeof metaConfig>

const VERSION = 'v25.0'
const DAY_MS = 86_400_000
/** How long an `fbc` is valid. */
const CLICK_MS = 90 * DAY_MS
/** How old a `physical_store` event may be; an older one would fail its whole request. */
const EVENT_MS = 62 * DAY_MS

/** Meta's name of an event; `StoreVisit` is a custom event. Null: it has none. */
export function getMetaName(event: Event): string | null {
  switch (event.type) {
    case 'visit.opened':
      return 'StoreVisit'
    case 'offer.issued':
      return 'Lead'
    case 'order.placed':
      return 'Purchase'
    default:
      return null
  }
}

/**
 * Meta's Conversions API for what happened in a store (`action_source` `physical_store`), one event a request: one that
 * is refused never takes others along. The click id is the only match key we hold; an online order would need the
 * browser's own data, so it is not sent. Times are Unix seconds, values are in the currency's main unit.
 */
export function mapMeta(event: Event, context: FeedbackContext, config: MetaConfig): Mapped {
  const name = getMetaName(event)
  if (!name) return null
  const online = event.type === 'order.placed' && event.data.origin === 'online'
  if (online || (config.events && !config.events.includes(name))) return { skipped: 'not_wanted', name }
  const skipped = getPrivacySkip(event, context)
  if (skipped) return { skipped, name }
  const at = Date.parse(event.at)
  const click = findClickId(context, ['fbclid'], at, Math.min(CLICK_MS, context.lookbackMs))
  if (typeof click === 'string') return { skipped: click, name }
  if (context.now - at > EVENT_MS) return { skipped: 'click_too_old', name }
  const data = {
    event_name: name,
    event_time: Math.floor(at / 1000),
    event_id: event.id,
    action_source: 'physical_store',
    user_data: { fbc: `fb.1.${click.at}.${click.id}` },
    ...(event.type === 'order.placed' && {
      custom_data: {
        currency: event.data.currency,
        value: toMainUnit(event.data.amount, event.data.currency),
        order_id: event.data.externalId,
      },
    }),
  }
  const body = JSON.stringify({
    data: [data],
    ...(config.testEventCode && { test_event_code: config.testEventCode }),
  })
  const path = `/${VERSION}/${config.dataset}/events`
  return { requests: [{ name, path, headers: { 'content-type': 'application/json' }, body }] }
}

/** Puts the access token where Meta wants it: into the URL. */
export function sealMeta(request: FeedbackRequest, token: string): FeedbackRequest {
  return { ...request, path: `${request.path}?access_token=${encodeURIComponent(token)}` }
}

function toMainUnit(amount: number, currency: string): number {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  return amount / 10 ** digits
}

const takenSchema = z.object({ events_received: z.number() })
const errorSchema = z.object({
  error: z.object({
    code: z.number(),
    error_subcode: z.number().optional(),
    is_transient: z.boolean().optional(),
  }),
})
/** Throttled (4, 17, 80003) or passing (1, 2, 341, 368, 5000, 21009): worth another try. */
const PASSING = new Set([1, 2, 4, 17, 341, 368, 5_000, 21_009, 80_003])

/** `events_received` says yes; an error in the body is one, whatever the status. */
export function readMetaAnswer({ status, body }: Answer): Outcome {
  const json = parseJson(body)
  const failed = errorSchema.safeParse(json)
  if (failed.success) {
    const { code, error_subcode: subcode, is_transient: passing } = failed.data.error
    const reason = `code_${code}${subcode ? `_${subcode}` : ''}`
    return passing || PASSING.has(code) || status === 429 || status >= 500
      ? { status: 'again', reason }
      : { status: 'refused', reason }
  }
  if (status === 429 || status >= 500) return { status: 'again', reason: `http_${status}` }
  if (status >= 300) return { status: 'refused', reason: `http_${status}` }
  const taken = takenSchema.safeParse(json)
  if (!taken.success) return { status: 'sent' }
  return taken.data.events_received >= 1
    ? { status: 'accepted' }
    : { status: 'refused', reason: 'none_received' }
}
