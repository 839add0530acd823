import { z } from 'zod'
import { languageSchema } from '@/domain/language'
import { proofPickSchema } from '@/domain/tap/second'
import { visitViewSchema } from '@/protocol/visit'
import type { CampaignService } from '../campaign/service'
import type { Deps } from '../deps'
import { AppError } from '../error'
import type { PassService } from '../pass/service'
import type { Erasures } from '../privacy/erasure'
import type { TapService } from '../tap/service'
import type { Tokens } from '../token'
import type { VisitService } from '../visit/service'
import type { Api } from './app'
import { registerMe } from './me'
import { getCaller, getOrigin, goOn, setVisitorCookie } from './request'
import { errors } from './schema'

export type ShopperParts = {
  deps: Deps
  tokens: Tokens
  campaigns: CampaignService
  passes: PassService
  taps: TapService
  visits: VisitService
  erasures: Erasures
  demo: () => boolean
}

const token = z.object({ token: z.string().max(100) })
const nothing = z.looseObject({}).nullish()
const passAnswer = z.object({ pass: z.object({ jws: z.string(), url: z.string(), expiresAt: z.number() }) })

/** Everything a shopper's page posts, with and without script. */
export function registerShopper(api: Api, parts: ShopperParts): void {
  const { deps, tokens, campaigns, passes, taps, visits, demo } = parts
  const { config } = deps

  api.post(
    '/passes',
    {
      schema: {
        tags: ['shopper'],
        summary: 'Keep my pass: the consent. Sets the first-party cookie.',
        body: z.object({
          slug: z.string().max(64),
          click: z.uuid().optional(),
          lang: languageSchema.optional(),
        }),
        response: { 200: passAnswer, ...errors(400, 404) },
      },
    },
    async (request, reply) => {
      const { slug, click, lang } = request.body
      const caller = getCaller(request, tokens, lang)
      const kept = await campaigns.keepPass(
        { slug, click, visitorId: caller.visitorId, language: caller.language, gpc: caller.gpc },
        getOrigin(request, deps, tokens, demo()),
      )
      if (!kept) throw new AppError({ code: 'unknown_link' })
      setVisitorCookie(reply, caller.base, tokens.makeVisitor(kept.visitorId), config)
      const url = passes.getUrl(kept.jws, (config.publicUrl ?? '') + caller.base)
      return goOn(request, reply, `/p/${kept.jws}`, {
        pass: { jws: kept.jws, url, expiresAt: kept.pass.expiresAt },
      })
    },
  )

  registerMe(api, parts)

  api.post(
    '/taps',
    {
      schema: {
        tags: ['shopper'],
        summary:
          'A tap: consumes the attempt, opens the visit, wakes the zone. The same attempt answers the same visit.',
        body: z.object({
          touchpoint: z.string().max(64),
          attempt: z.string().max(2_000),
          pass: z
            .string()
            .max(1_000)
            .optional()
            .or(z.literal('').transform(() => undefined)),
          lang: languageSchema.optional(),
        }),
        response: {
          200: z.object({ visitId: z.uuid(), token: z.string() }),
          ...errors(400, 404, 409, 410, 429),
        },
      },
    },
    async (request, reply) => {
      const { lang, ...given } = request.body
      const { visitorId, language } = getCaller(request, tokens, lang)
      const tapped = await taps.record(
        { ...given, visitorId, language },
        getOrigin(request, deps, tokens, demo()),
      )
      return goOn(request, reply, `/v/${tapped.token}`, tapped)
    },
  )

  api.get(
    '/visits/:token',
    {
      schema: {
        tags: ['shopper'],
        summary: 'Where a visit stands.',
        params: token,
        response: { 200: visitViewSchema, ...errors(404) },
      },
    },
    async (request) => needView(request.params.token),
  )

  api.post(
    '/visits/:token/answer',
    {
      schema: {
        tags: ['shopper'],
        summary: 'Answers the one question. Yes keeps the pass on this phone.',
        params: token,
        body: z.object({ answer: z.enum(['yes', 'no']) }),
        response: { 200: visitViewSchema, ...errors(400, 404, 410) },
      },
    },
    async (request, reply) => {
      const { base, gpc } = getCaller(request, tokens)
      const origin = getOrigin(request, deps, tokens, demo())
      const { visitorId } = await visits.answer(
        request.params.token,
        { answer: request.body.answer, gpc },
        origin,
      )
      if (visitorId) setVisitorCookie(reply, base, tokens.makeVisitor(visitorId), config)
      return showVisit(request, reply)
    },
  )

  api.post(
    '/visits/:token/ads',
    {
      schema: {
        tags: ['shopper'],
        summary: 'Answers the question about ad platforms. No answer is a no, and so is `Sec-GPC: 1`.',
        params: token,
        body: z.object({ answer: z.enum(['yes', 'no']) }),
        response: { 200: visitViewSchema, ...errors(400, 403, 404, 410) },
      },
    },
    async (request, reply) => {
      const { gpc } = getCaller(request, tokens)
      const { answer } = request.body
      await visits.answerAds(request.params.token, { answer, gpc }, getOrigin(request, deps, tokens, demo()))
      return showVisit(request, reply)
    },
  )

  const act = <Body>(
    path: string,
    summary: string,
    body: z.ZodType<Body>,
    work: (token: string, body: Body, origin: ReturnType<typeof getOrigin>) => Promise<void>,
  ) =>
    api.post(
      `/visits/:token/${path}`,
      {
        schema: {
          tags: ['shopper'],
          summary,
          params: token,
          body,
          response: { 200: visitViewSchema, ...errors(400, 403, 404, 409, 410) },
        },
      },
      async (request, reply) => {
        await work(request.params.token, body.parse(request.body), getOrigin(request, deps, tokens, demo()))
        return showVisit(request, reply)
      },
    )

  act(
    'turn',
    'Takes the lamp, passes it on, or goes on on the phone alone.',
    z.object({ action: z.enum(['take', 'leave', 'phone']) }),
    (t, { action }, origin) => visits.act(t, action, origin),
  )
  act(
    'steps',
    'Moves the lamp one step.',
    z.object({ direction: z.enum(['up', 'down', 'left', 'right']) }),
    (t, { direction }) => visits.step(t, direction),
  )
  act('halts', 'Lights the next halt.', z.object({ halt: z.string().max(64) }), (t, { halt }, origin) =>
    visits.light(t, halt, origin),
  )
  act('coupon/renew', 'Gives the coupon a new code; the old one is dead.', nothing, (t) =>
    visits.renewCoupon(t),
  )
  act(
    'proof',
    'The second proof: a light that the wall glows with, `another` question, or `start`. `asked` is the question it answers.',
    z.object({ pick: proofPickSchema, asked: z.coerce.number().int().min(0).max(100).optional() }),
    (t, given) => visits.pick(t, given),
  )
  act(
    'language',
    'Speaks this language, on phone and walls.',
    z.object({ language: languageSchema }),
    (t, { language }) => visits.setLanguage(t, language),
  )

  async function needView(of: string) {
    const view = await visits.getView(of)
    if (!view) throw new AppError({ code: 'visit_unknown' })
    return view
  }

  async function showVisit(
    request: Parameters<typeof goOn>[0] & { params: z.infer<typeof token> },
    reply: Parameters<typeof goOn>[1],
  ) {
    const view = await needView(request.params.token)
    return goOn(request, reply, `/v/${request.params.token}`, view)
  }
}
