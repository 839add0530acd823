import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { parseAcceptLanguage } from '@/domain/language'
import { ERROR_STATUS, type ErrorBody, type ErrorCode } from '@/protocol/error'
import { BASE_HEADER } from '../cookie'
import { getErrorCode } from '../error'
import { sayError } from '../words'
import { makeErrorPage } from './error-page'
import { wantsPage } from './request'
import { swallow } from './swallow'

const FASTIFY_CODES: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_INVALID_JSON_BODY: 'not_json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'not_json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad_request',
  FST_ERR_BAD_URL: 'not_found',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
}
const DATABASE_AWAY = new Set(['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03', '08006', '08001'])

/** The one boundary that turns what went wrong into a status, a code and a sentence in the reader's language. */
export async function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const code = decideCode(error)
  if (code === 'body_too_large') await swallow(request.raw)
  if (code === 'internal') request.log.error({ err: error, url: request.routeOptions.url }, 'request failed')
  const language = parseAcceptLanguage(request.headers['accept-language'])
  const body: ErrorBody = { error: { code, message: sayError(code, language, getDetails(error)) } }
  const details = hasZodFastifySchemaValidationErrors(error)
    ? error.validation.map(({ instancePath, message }) => ({ path: instancePath, message }))
    : getDetails(error)
  if (details) body.error.details = details
  if (wantsPage(request)) {
    const page = makeErrorPage(
      language,
      body.error.message,
      String(request.headers[BASE_HEADER] ?? ''),
      request.headers.referer,
    )
    return reply.status(ERROR_STATUS[code]).headers(page.headers).send(page.html)
  }
  return reply.status(ERROR_STATUS[code]).type('application/json; charset=utf-8').send(body)
}

function decideCode(error: unknown): ErrorCode {
  const own = getErrorCode(error)
  if (own) return own
  if (hasZodFastifySchemaValidationErrors(error)) return 'bad_request'
  const code = (error as { code?: string }).code ?? ''
  if (FASTIFY_CODES[code]) return FASTIFY_CODES[code]
  if (DATABASE_AWAY.has(code)) return 'database_away'
  const { statusCode } = error as { statusCode?: number }
  return statusCode && statusCode >= 400 && statusCode < 500 ? 'bad_request' : 'internal'
}

function getDetails(error: unknown) {
  return (error as { details?: Record<string, string | number | null> }).details
}
