import { z } from 'zod'
import type { Auth } from '../auth/auth'
import { isStaffOf, needStaff } from '../auth/guard'
import { AppError } from '../error'
import type { ScreenService } from '../screen/service'
import type { Api } from './app'
import { needCode } from './code'
import { errors } from './schema'

const session = [{ session: [] }]
const nameSchema = z.string().trim().min(1).max(60)
const namesSchema = z.object({ zh: nameSchema, en: nameSchema })

/** What staff do with displays: let them in, turn them away, find them, shut them out. */
export function registerStaffScreen(
  api: Api,
  { auth, screens }: { auth: Auth; screens: ScreenService },
): void {
  api.post(
    '/screens/pairings/:code/approve',
    {
      schema: {
        tags: ['staff'],
        summary: 'Lets a display in, as a new screen of a zone or in place of a known one.',
        security: session,
        params: z.object({ code: z.string().max(64) }),
        body: z.union([
          z.object({ screenId: z.string().max(64) }),
          z.object({
            zoneId: z.string().max(64),
            kind: z.enum(['kiosk', 'projector', 'shelf', 'tv']),
            name: z.union([nameSchema.transform((name) => ({ zh: name, en: name })), namesSchema]),
          }),
        ]),
        response: { 200: z.object({ screenId: z.string() }), ...errors(400, 401, 403, 404, 410) },
      },
    },
    async (request) => {
      const viewer = await needStaff(auth, request)
      return screens.approve(
        needCode(request.params.code, 'pairing_unknown'),
        viewer.userId,
        request.body,
        viewer.storeId,
      )
    },
  )

  api.post(
    '/screens/pairings/:code/refuse',
    {
      schema: {
        tags: ['staff'],
        summary: 'Turns a display away.',
        security: session,
        params: z.object({ code: z.string().max(64) }),
        body: z.looseObject({}).nullish(),
        response: { 200: z.object({ refused: z.literal(true) }), ...errors(401, 403, 404) },
      },
    },
    async (request) => {
      const { userId } = await needStaff(auth, request)
      await screens.refuse(needCode(request.params.code, 'pairing_unknown'), userId)
      return { refused: true as const }
    },
  )

  for (const action of ['revoke', 'identify'] as const) {
    api.post(
      `/screens/:screenId/${action}`,
      {
        schema: {
          tags: ['staff'],
          summary: action === 'revoke' ? 'Shuts a screen out for good.' : 'Lets a screen show its name.',
          security: session,
          params: z.object({ screenId: z.string().max(64) }),
          body: z.looseObject({}).nullish(),
          response: { 200: z.object({ done: z.literal(true) }), ...errors(401, 403, 404) },
        },
      },
      async (request) => {
        const viewer = await needStaff(auth, request)
        const screen = await screens.need(request.params.screenId)
        if (!isStaffOf(viewer, screen.storeId)) throw new AppError({ code: 'forbidden' })
        if (action === 'revoke') await screens.revoke(screen.id, viewer.userId)
        else await screens.identify(screen.id)
        return { done: true as const }
      },
    )
  }
}
