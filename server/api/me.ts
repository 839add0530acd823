import { z } from 'zod'
import { slugSchema } from '@/domain/id'
import { meSchema } from '@/protocol/me'
import { makeForgetCookie } from '../cookie'
import type { Api } from './app'
import { getCaller, getOrigin, goOn } from './request'
import { errors } from './schema'
import type { ShopperParts } from './shopper'

/** What a visitor's own page asks: what is known, a yes taken back, and the way out. The cookie says who asks. */
export function registerMe(api: Api, { deps, tokens, visits, erasures, demo }: ShopperParts): void {
  const { config } = deps
  const origin = (request: Parameters<typeof getOrigin>[0]) => getOrigin(request, deps, tokens, demo())

  api.get(
    '/me',
    {
      schema: {
        tags: ['shopper'],
        summary: 'All that is known of me: answers, passes, and every event.',
        response: { 200: meSchema },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      reply.header('content-disposition', 'attachment; filename="footlight-me.json"')
      return visits.getMe(getCaller(request, tokens).visitorId)
    },
  )

  api.post(
    '/me/withdraw',
    {
      schema: {
        tags: ['shopper'],
        summary:
          'Takes my yes back, towards one brand or all. Passes end, and no page or wall goes on knowing me.',
        body: z.looseObject({ brandId: slugSchema.optional() }).nullish(),
        response: { 200: z.object({ withdrawn: z.boolean() }), ...errors(400, 403) },
      },
    },
    async (request, reply) => {
      const { visitorId, gpc } = getCaller(request, tokens)
      const brandId = request.body?.brandId ?? null
      if (visitorId) await visits.forget(visitorId, { gpc, brandId }, origin(request))
      return goOn(request, reply, '/me', { withdrawn: visitorId !== null })
    },
  )

  api.post(
    '/me/erase',
    {
      schema: {
        tags: ['shopper'],
        summary:
          'Erases me. Visits end and passes die at once, the cookie is removed; within a minute no record leads to me.',
        body: z.looseObject({}).nullish(),
        response: { 200: z.object({ erased: z.boolean() }), ...errors(400, 403) },
      },
    },
    async (request, reply) => {
      const { base, visitorId, gpc } = getCaller(request, tokens)
      if (visitorId) await erasures.request(visitorId, { gpc }, origin(request))
      reply.header('set-cookie', makeForgetCookie(base, (config.publicUrl ?? '').startsWith('https:')))
      return goOn(request, reply, visitorId ? '/me?erased=1' : '/me', { erased: visitorId !== null })
    },
  )
}
