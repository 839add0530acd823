import type { FastifyReply, FastifyRequest } from 'fastify'
import { LANGUAGES, type Language, parseAcceptLanguage } from '@/domain/language'
import { BASE_HEADER, getCookieName, makeVisitorCookie, readCookie } from '../cookie'
import type { Deps } from '../deps'
import { parseOrigin } from '../simulate/note'
import type { Tokens } from '../token'
import type { Origin } from '../visit/open'

/** What a shopper's request says about itself. */
export type Caller = { base: string; visitorId: string | null; language: Language; gpc: boolean }

/** Reads who calls: the virtual phone's prefix, the cookie's visitor, the language, and GPC. */
export function getCaller(request: FastifyRequest, tokens: Tokens, lang?: string): Caller {
  const base = String(request.headers[BASE_HEADER] ?? '')
  const cookie = readCookie(request.headers.cookie, getCookieName(base))
  return {
    base,
    visitorId: cookie ? tokens.parseVisitor(cookie) : null,
    language:
      LANGUAGES.find((known) => known === lang) ?? parseAcceptLanguage(request.headers['accept-language']),
    gpc: request.headers['sec-gpc'] === '1',
  }
}

/**
 * When this happened: now, unless a demo's simulator says otherwise with its signed note.
 * @throws AppError `event_from_simulator` where nobody may
 */
export function getOrigin(request: FastifyRequest, { clock }: Deps, tokens: Tokens, demo: boolean): Origin {
  const get = (name: string) => request.headers[name]?.toString() ?? null
  return parseOrigin({ get }, { clock, tokens, demo })
}

/** Lets the caller's phone keep the visitor's cookie. */
export function setVisitorCookie(reply: FastifyReply, base: string, value: string, config: Deps['config']) {
  reply.header('set-cookie', makeVisitorCookie(base, value, (config.publicUrl ?? '').startsWith('https:')))
}

/** A page's form goes on to the next page, a program gets JSON. */
export function goOn(request: FastifyRequest, reply: FastifyReply, to: string, json: unknown) {
  const base = String(request.headers[BASE_HEADER] ?? '')
  return wantsPage(request) ? reply.redirect(`${base}${to}`, 303) : reply.send(json)
}

/** Whether the caller is a page's own form that wants a page back, not a program that wants JSON. */
export function wantsPage(request: FastifyRequest): boolean {
  return (request.headers.accept ?? '').includes('text/html')
}
