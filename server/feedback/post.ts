import { lookup as resolveName } from 'node:dns/promises'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { classifyAddress } from './address'

/** What went wrong before there was an answer, by name: it is kept on the delivery. */
export const NETWORK_FAILURES = [
  'dns_lookup_failed',
  'private_address',
  'connection_refused',
  'connection_reset',
  'tls_failed',
  'timed_out',
  'too_large',
  'network_failed',
] as const
export type NetworkFailure = (typeof NETWORK_FAILURES)[number]

export type Posted =
  | { ok: true; status: number; body: string; retryAfter: string | null }
  | { ok: false; reason: NetworkFailure }

type Options = {
  url: string
  headers: Record<string, string>
  body: string
  /** Whether the operator lets this destination be on a private network. */
  allowPrivate: boolean
  timeoutMs?: number
  maxBytes?: number
}

/**
 * Posts to an address somebody else chose. Private addresses are refused after the name was resolved and at the very
 * connection, so a name that changes its mind gains nothing. Redirects are answers, not followed.
 */
export async function post(options: Options): Promise<Posted> {
  const { url, headers, body, allowPrivate, timeoutMs = 10_000, maxBytes = 64 * 1024 } = options
  const target = new URL(url)
  const host = target.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) && !isAllowed(host, allowPrivate)) return { ok: false, reason: 'private_address' }
  const send = target.protocol === 'https:' ? requestHttps : requestHttp
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = send(target, {
        method: 'POST',
        headers: {
          'user-agent': 'Footlight',
          ...headers,
          'content-length': String(Buffer.byteLength(body)),
        },
        lookup: makeLookup(allowPrivate),
        // No connection is shared: each is to an address that was just checked.
        agent: false,
        signal,
      })
      request.once('response', resolve)
      request.once('error', reject)
      request.end(body)
    })
    const text = await readBody(answer, maxBytes)
    const retryAfter = answer.headers['retry-after'] ?? null
    return { ok: true, status: answer.statusCode ?? 0, body: text, retryAfter }
  } catch (error) {
    return { ok: false, reason: signal.aborted ? 'timed_out' : getReason(error) }
  }
}

class Refused extends Error {
  readonly reason: NetworkFailure
  constructor(reason: NetworkFailure) {
    super(reason)
    this.reason = reason
  }
}

const makeLookup =
  (allowPrivate: boolean): LookupFunction =>
  (hostname, options, callback) => {
    resolveName(hostname, {
      all: true,
      family: options.family === 'IPv6' ? 6 : options.family === 'IPv4' ? 4 : 0,
    })
      .then((addresses) => {
        const [first] = addresses
        if (!first || addresses.some(({ address }) => !isAllowed(address, allowPrivate))) {
          throw new Refused('private_address')
        }
        if (options.all) callback(null, addresses)
        else callback(null, first.address, first.family)
      })
      .catch((error: NodeJS.ErrnoException) => callback(error, '', 0))
  }

function isAllowed(address: string, allowPrivate: boolean): boolean {
  const kind = classifyAddress(address)
  return kind === 'public' || (kind === 'private' && allowPrivate)
}

async function readBody(answer: IncomingMessage, maxBytes: number): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length
    if (size > maxBytes) {
      answer.destroy()
      throw new Refused('too_large')
    }
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

const REASONS: Record<string, NetworkFailure> = {
  ENOTFOUND: 'dns_lookup_failed',
  EAI_AGAIN: 'dns_lookup_failed',
  EAI_FAIL: 'dns_lookup_failed',
  ENODATA: 'dns_lookup_failed',
  ECONNREFUSED: 'connection_refused',
  ECONNRESET: 'connection_reset',
  EPIPE: 'connection_reset',
  EHOSTUNREACH: 'network_failed',
  ENETUNREACH: 'network_failed',
  ETIMEDOUT: 'timed_out',
}

function getReason(error: unknown): NetworkFailure {
  if (error instanceof Refused) return error.reason
  const code = (error as { code?: string }).code ?? ''
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO_|EPROTO)/.test(code)) return 'tls_failed'
  return REASONS[code] ?? 'network_failed'
}
