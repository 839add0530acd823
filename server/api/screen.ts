import { z } from 'zod'
import type { Deps } from '../deps'
import { AppError } from '../error'
import { makeRateLimit } from '../rate'
import { publicKeySchema, type ScreenService } from '../screen/service'
import type { Api } from './app'
import { errors } from './schema'

/** How a display joins: it asks with its key, shows the code, and waits for staff. */
export function registerScreen(api: Api, { deps, screens }: { deps: Deps; screens: ScreenService }): void {
  const pairings = makeRateLimit({ limit: 60, windowMs: 60_000 })

  api.post(
    '/screens/pairings',
    {
      schema: {
        tags: ['screen'],
        summary: 'Asks to be let in. The code is shown on the display until staff approve it.',
        body: z.object({ publicKey: publicKeySchema, kindHint: z.string().max(32).optional() }),
        response: {
          200: z.object({ pairingId: z.uuid(), code: z.string(), expiresAt: z.number() }),
          ...errors(400, 429),
        },
      },
    },
    async (request) => {
      if (!pairings.take('all', deps.clock.now())) throw new AppError({ code: 'too_many' })
      return screens.askPairing(request.body.publicKey, request.headers['user-agent'] ?? '')
    },
  )

  api.get(
    '/screens/pairings/:pairingId',
    {
      schema: {
        tags: ['screen'],
        summary: 'Whether staff have let this display in.',
        params: z.object({ pairingId: z.uuid() }),
        response: {
          200: z.object({
            status: z.enum(['waiting', 'approved', 'refused', 'expired']),
            screenId: z.string().optional(),
            keyId: z.uuid().optional(),
          }),
          ...errors(400, 404),
        },
      },
    },
    async (request) => screens.getPairing(request.params.pairingId),
  )

  api.post(
    '/screens/claims',
    {
      schema: {
        tags: ['screen'],
        summary: 'A frame of the virtual store takes the part of a demo screen. Refused elsewhere.',
        body: z.object({ screenId: z.string().max(64), publicKey: publicKeySchema }),
        response: { 200: z.object({ screenId: z.string(), keyId: z.uuid() }), ...errors(400, 403, 404) },
      },
    },
    async (request) => screens.claim(request.body.screenId, request.body.publicKey),
  )
}
