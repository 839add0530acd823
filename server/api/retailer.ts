import { z } from 'zod'
import { consentModeSchema } from '@/domain/consent/consent'
import { audit } from '../audit'
import type { Auth } from '../auth/auth'
import { needStaff } from '../auth/guard'
import type { Catalogue } from '../campaign/data'
import type { Deps } from '../deps'
import { AppError } from '../error'
import type { Api } from './app'
import { goOn } from './request'
import { errors } from './schema'

type Parts = { deps: Deps; auth: Auth; catalogue: Catalogue; refresh: () => Promise<void> }

/** The retailer's own switches. Only an admin has them, and each turn is in the audit log. */
export function registerRetailer(api: Api, { deps, auth, catalogue, refresh }: Parts): void {
  api.post(
    '/retailer/consent',
    {
      schema: {
        tags: ['staff'],
        summary:
          'How consent is asked: `ask` before anything is kept, `notice` where law lets a notice be enough.',
        security: [{ session: [] }],
        body: z.object({ mode: consentModeSchema }),
        response: { 200: z.object({ mode: consentModeSchema }), ...errors(400, 401, 403) },
      },
    },
    async (request, reply) => {
      const viewer = await needStaff(auth, request)
      if (viewer.role !== 'admin') throw new AppError({ code: 'forbidden' })
      const { mode } = request.body
      await deps.db.service.transaction(async (tx) => {
        const [before] = await tx.query<{ id: string; mode: string }>(
          'SELECT id, consent_mode AS mode FROM retailer LIMIT 1 FOR UPDATE',
        )
        if (!before || before.mode === mode) return
        await tx.query('UPDATE retailer SET consent_mode = $2 WHERE id = $1', [before.id, mode])
        await audit(tx, deps.clock, {
          userId: viewer.userId,
          action: 'retailer.consent',
          target: before.id,
          detail: { from: before.mode, to: mode },
        })
      })
      catalogue.refresh()
      await refresh()
      return goOn(request, reply, '/console/devices', { mode })
    },
  )
}
