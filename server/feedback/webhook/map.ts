import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import { EVENT_TYPES, type Event } from '@/protocol/event'
import { type Answer, type FeedbackRequest, isConversion, type Mapped, type Outcome } from '../destination'

export const webhookConfig = z.object({
  url: z.url({ protocol: /^https?$/ }),
  events: z
    .array(z.enum(EVENT_TYPES))
    .default(['visit.opened', 'offer.issued', 'offer.redeemed', 'order.placed']),
  /** Whether simulated events are sent too, marked as such. */
  simulated: z.boolean().default(false),
  allowPrivate: z.boolean().default(false),
})
export type WebhookConfig = z.infer<typeof webhookConfig>

/**
 * Standard Webhooks 1.0: the message id is the event's id, so that a receiver can tell a repeat. The payload names no
 * visitor and no visit, so it needs nobody's consent.
 */
export function mapWebhook(event: Event, config: WebhookConfig): Mapped {
  // What nobody subscribed to is no conversion of this webhook.
  if (!isConversion(event.type) || !config.events.includes(event.type)) return null
  const name = event.type
  if (event.simulated && !config.simulated) return { skipped: 'simulated', name }
  const body = JSON.stringify({
    type: event.type,
    timestamp: event.at,
    data: {
      id: event.id,
      campaignId: event.campaignId ?? null,
      storeId: event.storeId ?? null,
      simulated: event.simulated ?? false,
      ...getTold(event),
    },
  })
  const headers = { 'content-type': 'application/json', 'webhook-id': event.id }
  return { requests: [{ name, path: '', headers, body }] }
}

/**
 * Signs a message as it is sent: the time is part of what is signed, so each try is signed anew.
 * @param secret `whsec_` and at least 24 bytes in base64
 * @param now Unix milliseconds
 */
export function sealWebhook(request: FeedbackRequest, secret: string, now: number): FeedbackRequest {
  const id = request.headers['webhook-id'] ?? ''
  const headers = {
    ...request.headers,
    'webhook-timestamp': String(Math.floor(now / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, new Date(now), request.body),
  }
  return { ...request, headers }
}

function getTold(event: Event): Record<string, unknown> {
  switch (event.type) {
    case 'campaign.clicked':
      return { channel: event.data.channel, linkId: event.data.linkId }
    case 'visit.opened':
      return { channel: event.data.channel ?? null }
    case 'offer.issued':
    case 'offer.redeemed':
    case 'offer.voided':
    case 'order.placed':
    case 'order.refunded': {
      const { userId: _staff, ...told } = { userId: undefined, ...event.data }
      return told
    }
    default:
      return {}
  }
}

/** Any 2xx says yes; 410 asks us to stop; 429 and 5xx ask for another try, as does everything but a clear no. */
export function readWebhookAnswer({ status }: Answer): Outcome {
  if (status >= 200 && status < 300) return { status: 'accepted' }
  if (status === 410 || status === 413 || status === 415)
    return { status: 'refused', reason: `http_${status}` }
  return { status: 'again', reason: `http_${status}` }
}
