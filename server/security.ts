import type { IncomingMessage, ServerResponse } from 'node:http'

/** The shopper's pages answer with a stricter policy of their own, which a header set before would displace. */
const OWN_POLICY = /^\/(?:l|p|t|v|c)\/|^\/me(?:\?|$)/
/** Pages that the virtual store shows in its frames. */
const FRAMED = /^\/(?:screen|play\/ad|api)(?:[/?]|$)/

/**
 * Headers every answer carries (OWASP ASVS 5.0 §3.4). `dev` needs eval for hot reload. Pages of Next carry inline
 * scripts of their own, so scripts are limited to this origin and those.
 */
export function setSecurityHeaders(
  req: IncomingMessage,
  res: ServerResponse,
  { https, dev }: { https: boolean; dev: boolean },
): void {
  res.setHeader('X-Content-Type-Options', 'nosniff')
  res.setHeader('Referrer-Policy', 'same-origin')
  res.setHeader(
    'Permissions-Policy',
    'geolocation=(), microphone=(), payment=(), camera=(self), bluetooth=(self)',
  )
  res.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  if (https) res.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
  const path = req.url ?? ''
  if (OWN_POLICY.test(path)) return
  const policies = dev ? DEV_POLICIES : POLICIES
  res.setHeader('Content-Security-Policy', FRAMED.test(path) ? policies.framed : policies.alone)
}

function makePolicies(dev: boolean) {
  const shared = [
    "default-src 'self'",
    `script-src 'self' 'unsafe-inline'${dev ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self' ws: wss:",
    "media-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ')
  return { framed: `${shared}; frame-ancestors 'self'`, alone: `${shared}; frame-ancestors 'none'` }
}

// Made once: they go out with every answer.
const POLICIES = makePolicies(false)
const DEV_POLICIES = makePolicies(true)
