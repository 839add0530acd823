import { z } from 'zod'
import { cloudEventSchema, parseCloudEvent } from '@/protocol/cloud-event'
import type { ApiKeys } from '../auth/api-key'
import type { Deps } from '../deps'
import { AppError } from '../error'
import type { Api } from './app'
import { errors } from './schema'

const MOST = 1_000

/** `POST /events`: CloudEvents 1.0 JSON, single or batch. Answered only after the commit. */
export function registerEvent(api: Api, { deps, keys }: { deps: Deps; keys: ApiKeys }): void {
  api.post(
    '/events',
    {
      bodyLimit: 2 * 1024 * 1024,
      schema: {
        tags: ['events'],
        summary: `Writes one CloudEvent, or a batch of at most ${MOST}. An id that is there already is not written again; with other content it is refused.`,
        security: [{ apiKey: [] }],
        body: z.union([cloudEventSchema, z.array(cloudEventSchema).min(1).max(MOST)]),
        response: { 200: z.object({ added: z.int(), known: z.int() }), ...errors(400, 401, 403, 409, 413) },
      },
    },
    async (request) => {
      const { brandId } = await keys.requireKey(request, 'events')
      const given = Array.isArray(request.body) ? request.body : [request.body]
      const { added, conflicting } = await deps.ledger.record(
        given.map((event) => parseCloudEvent(event, brandId)),
      )
      const [id] = conflicting
      if (id) throw new AppError({ code: 'event_conflict', details: { id, added: added.size } })
      return { added: added.size, known: given.length - added.size }
    },
  )
}
