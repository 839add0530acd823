import { z } from 'zod'
import type { Event } from '@/protocol/event'
import type { Answer, FeedbackContext, FeedbackRequest, Mapped, Outcome } from './destination'
import { mapMeta, metaConfig, readMetaAnswer, sealMeta } from './meta/map'
import { mapOceanEngine, oceanEngineConfig, readOceanEngineAnswer } from './ocean-engine/map'
import { mapWebhook, readWebhookAnswer, sealWebhook, webhookConfig } from './webhook/map'

/** A destination as the database holds it; its kind says how its config is read. */
export const destinationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ocean_engine'), config: oceanEngineConfig }),
  z.object({ kind: z.literal('meta'), config: metaConfig }),
  z.object({ kind: z.literal('webhook'), config: webhookConfig }),
])
export type Target = z.infer<typeof destinationSchema>

/** Why an event is not sent, or what would be; pure, and without any secret. */
export function mapTo(target: Target, event: Event, context: FeedbackContext): Mapped {
  switch (target.kind) {
    case 'ocean_engine':
      return mapOceanEngine(event, context, target.config)
    case 'meta':
      return mapMeta(event, context, target.config)
    case 'webhook':
      return mapWebhook(event, target.config)
  }
}

/** The request as it goes out: with its secret, and its whole URL. */
export function sealFor(target: Target, request: FeedbackRequest, secret: string, now: number) {
  switch (target.kind) {
    case 'ocean_engine':
      // The click id is all that Ocean Engine asks for.
      return { ...request, url: target.config.baseUrl.replace(/\/$/, '') + request.path }
    case 'meta': {
      const sealed = sealMeta(request, secret)
      return { ...sealed, url: target.config.baseUrl.replace(/\/$/, '') + sealed.path }
    }
    case 'webhook':
      return { ...sealWebhook(request, secret, now), url: target.config.url }
  }
}

/** What a platform's answer means. Redirects are never followed: where to send is the brand's word, not theirs. */
export function readAnswer(target: Target, answer: Answer): Outcome {
  if (answer.status >= 300 && answer.status < 400) return { status: 'refused', reason: 'redirected' }
  switch (target.kind) {
    case 'ocean_engine':
      return readOceanEngineAnswer(answer)
    case 'meta':
      return readMetaAnswer(answer)
    case 'webhook':
      return readWebhookAnswer(answer)
  }
}
