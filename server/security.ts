import type { IncomingMessage, ServerResponse } from 'node:http'

/** Pages that the virtual store shows in its frames. */
const FRAMED = /^\/(?:play\/phone\/[a-z0-9-]+\/)?(?:l|p|t|v|c|kept|screen|api)(?:[/?]|$)/

/**
 * Headers every answer carries (OWASP ASVS 5.0 §3.4). Handlers that know better, as the shopper's pages with their own
 * policy, set their own after this. `dev` needs eval for hot reload.
 */
export function setSecurityHeaders(
  req: IncomingMessage,
  res: ServerResponse,
  { https, dev }: { https: boolean; dev: boolean },
) {
  const ancestors = FRAMED.test(req.url ?? '') ? "'self'" : "'none'"
  const script = dev ? "'self' 'unsafe-inline' 'unsafe-eval'" : "'self' 'unsafe-inline'"
  res.setHeader(
    'Content-Security-Policy',
    [
      "default-src 'self'",
      `script-src ${script}`,
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "font-src 'self' data:",
      "connect-src 'self' ws: wss:",
      "media-src 'self' blob:",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      `frame-ancestors ${ancestors}`,
    ].join('; '),
  )
  res.setHeader('X-Content-Type-Options', 'nosniff')
  res.setHeader('Referrer-Policy', 'same-origin')
  res.setHeader(
    'Permissions-Policy',
    'geolocation=(), microphone=(), payment=(), camera=(self), bluetooth=(self)',
  )
  res.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  if (https) res.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
}
