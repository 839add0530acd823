import type { IncomingMessage } from 'node:http'
import { BASE_HEADER } from '../cookie'

const PREFIX = /^(\/play\/phone\/[a-z0-9-]{1,24})(\/.*|\?.*|$)/

/**
 * Each virtual phone is a visitor of its own: it lives beneath `/play/phone/<k>/`. Takes the prefix off the path and
 * says it in a header, which nobody outside may set.
 */
export function stripPhonePrefix(req: IncomingMessage, play: boolean): void {
  delete req.headers[BASE_HEADER]
  const match = play ? PREFIX.exec(req.url ?? '') : null
  if (!match) return
  req.headers[BASE_HEADER] = match[1]
  const rest = match[2] ?? ''
  req.url = rest.startsWith('/') ? rest : `/${rest}`
}
