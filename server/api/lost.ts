import type { IncomingMessage, ServerResponse } from 'node:http'
import { parseAcceptLanguage } from '@/domain/language'
import { ERROR_STATUS, type ErrorBody } from '@/protocol/error'
import { sayError } from '../words'
import { makeErrorPage } from './error-page'

/** Answers an address that is not even written correctly (`%ff`), before any router would stumble over it. */
export function answerLost(req: IncomingMessage, res: ServerResponse): void {
  const language = parseAcceptLanguage(req.headers['accept-language'])
  const message = sayError('not_found', language)
  if ((req.headers.accept ?? '').includes('text/html')) {
    const { headers, html } = makeErrorPage(language, message, '', req.headers.referer)
    res.writeHead(ERROR_STATUS.not_found, headers).end(html)
    return
  }
  const body: ErrorBody = { error: { code: 'not_found', message } }
  res
    .writeHead(ERROR_STATUS.not_found, { 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify(body))
}
