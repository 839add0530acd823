import { createHash } from 'node:crypto'
import type { ReactElement } from 'react'
import { type Language, parseAcceptLanguage } from '@/domain/language'
import { ERROR_STATUS, type ErrorCode } from '@/protocol/error'
import type { PageRequest } from '@/server/services'
import { makeLangTag } from '@/ui/kits/words'
import { PHONE_CSS, VISIT_CSS } from '@/ui/phone/css'
import { Page } from '@/ui/phone/page'
import { Fault } from '@/ui/phone/plain'
import { findErrorCode, makeVoice } from '@/ui/phone/words'

const styles = [PHONE_CSS, VISIT_CSS].map(
  (css) => `'sha256-${createHash('sha256').update(css).digest('base64')}'`,
)

/** No inline script, no style but the one we wrote, framed by ourselves only (the virtual store). CSP Level 3. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src ${styles.join(' ')}`,
  "img-src 'self' data:",
  "connect-src 'self' ws: wss:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ')

type Answer = { language: Language; status?: number; cookie?: string | undefined }

/**
 * Renders a page to static HTML and answers it. Pages of a shopper are never stored: they say what holds now and for
 * whom. Packing is the server's work: Next takes a handler's own Content-Encoding away.
 */
export async function answerPage(page: ReactElement, { language, status = 200, cookie }: Answer) {
  const { renderToStaticMarkup } = await import('react-dom/server')
  const html = `<!doctype html>${renderToStaticMarkup(page)}`
  const headers = new Headers({
    'content-type': 'text/html; charset=utf-8',
    'content-language': makeLangTag(language),
    'content-security-policy': POLICY,
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    vary: 'Accept-Language',
    ...(cookie && { 'set-cookie': cookie }),
  })
  return new Response(html, { status, headers })
}

/** The page that says what went wrong and what to do next, with the code's own status. */
export function answerError(code: ErrorCode, request: Request): Promise<Response> {
  const { url, base } = readRequest(request)
  const language = decideLanguage(url, request)
  const voice = makeVoice(language, base)
  const page = (
    <Page voice={voice} title={voice.t('error.title')}>
      <Fault voice={voice} code={code} />
    </Page>
  )
  return answerPage(page, { language, status: ERROR_STATUS[code] })
}

/** The language asked for: `?lang=` first, then the browser's. */
export function decideLanguage(url: URL, request: Request): Language {
  const asked = url.searchParams.get('lang')
  return asked === 'zh' || asked === 'en'
    ? asked
    : parseAcceptLanguage(request.headers.get('accept-language'))
}

/** A request as the services take it. The prefix of a virtual phone was taken off the path by our own server. */
export function readRequest(request: Request): PageRequest {
  return {
    url: new URL(request.url),
    headers: request.headers,
    base: request.headers.get('x-footlight-base') ?? '',
  }
}

/** Runs a page; what it throws becomes a page too. Only what is not ours to expect is logged. */
export async function answer(request: Request, run: (asked: PageRequest) => Promise<Response>) {
  try {
    return await run(readRequest(request))
  } catch (thrown) {
    const code = findErrorCode(thrown)
    if (!code || code === 'internal') console.error('a shopper page failed', thrown)
    return answerError(code ?? 'internal', request)
  }
}

/** The same address in the other language. `extra` are parameters to carry along. */
export function makeTongueLink(
  { url, base }: PageRequest,
  language: Language,
  extra: Record<string, string | null> = {},
) {
  const query = new URLSearchParams(url.searchParams)
  query.set('lang', language === 'zh' ? 'en' : 'zh')
  for (const [name, value] of Object.entries(extra)) if (value) query.set(name, value)
  return `${base}${url.pathname}?${query}`
}
