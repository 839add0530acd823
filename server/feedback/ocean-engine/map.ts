import { z } from 'zod'
import type { Event } from '@/protocol/event'
import {
  type Answer,
  type FeedbackContext,
  findClickId,
  getPrivacySkip,
  type Mapped,
  type Outcome,
  parseJson,
} from '../destination'

export const oceanEngineConfig = z.object({
  baseUrl: z.url({ protocol: /^https?$/ }).default('https://analytics.oceanengine.com'),
  /** Only these conversions; all when absent. */
  events: z.array(z.string()).optional(),
  allowPrivate: z.boolean().default(false),
})
export type OceanEngineConfig = z.infer<typeof oceanEngineConfig>

/** The click id's names in a landing URL: `clickid`, or what `__CALLBACK_PARAM__` was put under. */
const CLICK_IDS = ['clickid', 'callback']
const PATH = '/api/v2/conversion'

/** The platform's name of an event: `arrival_lead` is an arrival at the store. Null: it has none. */
export function getOceanEngineName(event: Event): string | null {
  switch (event.type) {
    case 'visit.opened':
      return 'arrival_lead'
    case 'offer.issued':
      return 'coupon'
    case 'order.placed':
      return event.data.origin === 'online' ? 'ecom_successful_pay' : 'shopping'
    default:
      return null
  }
}

/**
 * Ocean Engine's conversion API v2. Times are milliseconds, amounts fen. Its window for clicks is not published, so
 * the campaign's own look-back is kept. The click id alone says who it was; none is ever invented.
 */
export function mapOceanEngine(event: Event, context: FeedbackContext, config: OceanEngineConfig): Mapped {
  const name = getOceanEngineName(event)
  if (!name) return null
  if (config.events && !config.events.includes(name)) return { skipped: 'not_wanted', name }
  const skipped = getPrivacySkip(event, context)
  if (skipped) return { skipped, name }
  const at = Date.parse(event.at)
  const click = findClickId(context, CLICK_IDS, at, context.lookbackMs)
  if (typeof click === 'string') return { skipped: click, name }
  const body = {
    event_type: name,
    context: { ad: { callback: click.id, match_type: 0 } },
    ...(event.type === 'order.placed' && {
      properties: { pay_amount: event.data.amount, order_id: event.data.externalId },
    }),
    timestamp: at,
  }
  return {
    requests: [
      { name, path: PATH, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    ],
  }
}

const answerSchema = z.object({ code: z.number() })

/** Code 0 says yes; 128 does too, as the platform's own SDK reads it. */
export function readOceanEngineAnswer({ status, body }: Answer): Outcome {
  if (status === 429 || status >= 500) return { status: 'again', reason: `http_${status}` }
  const parsed = answerSchema.safeParse(parseJson(body))
  if (!parsed.success) {
    return status < 300 ? { status: 'sent' } : { status: 'refused', reason: `http_${status}` }
  }
  const { code } = parsed.data
  return code === 0 || code === 128 ? { status: 'accepted' } : { status: 'refused', reason: `code_${code}` }
}
