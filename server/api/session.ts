import { z } from 'zod'
import type { Auth } from '../auth/auth'
import { makeHeaders } from '../auth/guard'
import type { Deps } from '../deps'
import { AppError } from '../error'
import { makeRateLimit } from '../rate'
import type { Api } from './app'
import { goOn, wantsPage } from './request'
import { errors } from './schema'

const viewerSchema = z.object({
  userId: z.string(),
  name: z.string(),
  role: z.enum(['admin', 'manager', 'staff', 'brand']),
  storeId: z.string().nullable(),
  brandId: z.string().nullable(),
})

/** Log-in and sign-out, as forms that work without script. Five tries a minute for an address, then a pause. */
export function registerSession(api: Api, { deps, auth }: { deps: Deps; auth: Auth }): void {
  const perEmail = makeRateLimit({ limit: 5, windowMs: 60_000 })
  const perNetwork = makeRateLimit({ limit: 60, windowMs: 60_000 })

  api.post(
    '/sessions',
    {
      schema: {
        tags: ['session'],
        summary: 'Logs in.',
        body: z.object({
          email: z.string().trim().toLowerCase().max(200),
          password: z.string().max(200),
          next: z.string().max(300).optional(),
        }),
        response: { 200: z.object({ viewer: viewerSchema }), ...errors(400, 401, 429) },
      },
    },
    async (request, reply) => {
      const { email, password, next } = request.body
      const now = deps.clock.now()
      const fail = (code: 'signed_out' | 'too_many') => {
        if (!wantsPage(request)) throw new AppError({ code })
        const query = new URLSearchParams({ error: code, ...(next && { next }) })
        return reply.redirect(`/login?${query}`, 303)
      }
      if (!perEmail.take(email, now) || !perNetwork.take(request.ip, now)) return fail('too_many')
      const signedIn = await auth.signIn(email, password)
      const viewer = signedIn && (await auth.getViewerById(signedIn.userId))
      if (!viewer) return fail('signed_out')
      reply.header('set-cookie', signedIn.cookies)
      const home = viewer.role === 'brand' ? '/brand' : '/console'
      // Only ever a path of ours: `//elsewhere` and `/\elsewhere` are other sites.
      const to = next && /^\/(?![/\\])/.test(next) ? next : home
      return goOn(request, reply, to, { viewer })
    },
  )

  api.post(
    '/sessions/end',
    {
      schema: {
        tags: ['session'],
        summary: 'Logs out.',
        body: z.looseObject({}).nullish(),
        response: { 200: z.object({ ended: z.literal(true) }), ...errors(403) },
      },
    },
    async (request, reply) => {
      reply.header('set-cookie', await auth.signOut(makeHeaders(request)).catch(() => []))
      return goOn(request, reply, '/login', { ended: true })
    },
  )
}
