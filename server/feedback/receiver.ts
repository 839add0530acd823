import type { IncomingMessage, ServerResponse } from 'node:http'
import { Webhook, WebhookVerificationError } from 'standardwebhooks'
import { z } from 'zod'
import type { DestinationKind } from './destination'

/** One conversion as a platform would have counted it. `key` is what the platform tells repeats by. */
export type Received = { kind: DestinationKind; key: string; name: string; repeats: number; body: unknown }

/** What the next request meets instead of an answer of the platform. */
export type Fault =
  | { status: number; retryAfter?: string; body?: string }
  /** The connection is cut. */
  | 'reset'
  /** It never answers. */
  | 'silence'

export type Receiver = ReturnType<typeof makeReceiver>

const PREFIX = '/demo/receiver'
const MOST_BYTES = 256 * 1024
const KEPT = 1_000

const oceanEngineBody = z.strictObject({
  event_type: z.enum(['form', 'coupon', 'arrival_lead', 'shopping', 'ecom_successful_pay', 'active_pay']),
  context: z.strictObject({
    ad: z.strictObject({ callback: z.string().min(1), match_type: z.literal([0, 1, 2]) }),
    device: z.strictObject({ imei: z.string(), idfa: z.string(), oaid: z.string() }).partial().optional(),
  }),
  properties: z.strictObject({ pay_amount: z.int().min(0), order_id: z.string() }).optional(),
  // Milliseconds: seconds would be a day in 1970.
  timestamp: z.int().min(1_500_000_000_000),
})

const metaEvent = z.strictObject({
  event_name: z.string().min(1),
  // Seconds: milliseconds would be far in the future.
  event_time: z.int().min(1_500_000_000).max(9_999_999_999),
  event_id: z.string().min(1),
  action_source: z.literal('physical_store'),
  user_data: z.strictObject({ fbc: z.string().regex(/^fb\.\d\.\d{13}\.[\w.~-]+$/) }),
  custom_data: z
    .strictObject({ currency: z.string().length(3), value: z.number().min(0), order_id: z.string() })
    .optional(),
})
const metaBody = z.strictObject({
  data: z.array(z.unknown()).min(1).max(1_000),
  test_event_code: z.string().optional(),
})
const META_PATH = /^\/v25\.0\/(\d+)\/events$/
const META_OLD_S = 62 * 86_400

/**
 * A receiver of the three wire formats on our own machine, for the demo and for tests: strict about each format, and
 * answering as the platforms do. It stands in for the platforms' interfaces, not for their attribution.
 * @param secrets the tokens that destinations were given; a request without the right one is refused
 */
export function makeReceiver({
  secrets,
  now,
}: {
  secrets: { metaToken: string; webhook: string }
  now: () => number
}) {
  const received = new Map<string, Received>()
  const faults: Partial<Record<DestinationKind, Fault[]>> = {}

  function take(kind: DestinationKind, key: string, name: string, body: unknown) {
    const id = `${kind} ${key} ${name}`
    const known = received.get(id)
    if (known) received.set(id, { ...known, repeats: known.repeats + 1 })
    else received.set(id, { kind, key, name, repeats: 0, body })
    const oldest = received.size > KEPT ? received.keys().next().value : undefined
    if (oldest) received.delete(oldest)
  }

  function answerOceanEngine(path: string, text: string): [number, unknown] {
    if (path !== '/api/v2/conversion') return [404, { code: 404, message: 'no such interface' }]
    const parsed = oceanEngineBody.safeParse(parse(text))
    if (!parsed.success) return [200, { code: 40_001, message: z.prettifyError(parsed.error) }]
    const { event_type: name, context, timestamp } = parsed.data
    take('ocean_engine', `${context.ad.callback} ${timestamp}`, name, parsed.data)
    return [200, { code: 0, message: 'success' }]
  }

  function answerMeta(path: string, query: URLSearchParams, text: string): [number, unknown] {
    if (!META_PATH.test(path)) return [400, makeMetaError(100, 'Unsupported post request', 33)]
    if (query.get('access_token') !== secrets.metaToken) {
      return [400, makeMetaError(190, 'Invalid OAuth access token')]
    }
    const body = metaBody.safeParse(parse(text))
    const events = body.data?.data.map((event) => metaEvent.safeParse(event))
    const parsed = events?.flatMap(({ data }) => data ?? [])
    // One bad event fails the whole request.
    if (!events || !parsed || parsed.length !== events.length) {
      return [400, makeMetaError(100, 'Invalid parameter')]
    }
    const seconds = now() / 1000
    if (parsed.some(({ event_time: at }) => at < seconds - META_OLD_S || at > seconds + 60)) {
      return [400, makeMetaError(100, 'Invalid parameter', 2_804_003)]
    }
    for (const event of parsed) take('meta', event.event_id, event.event_name, event)
    return [200, { events_received: parsed.length, messages: [], fbtrace_id: 'demo' }]
  }

  function answerWebhook(headers: IncomingMessage['headers'], text: string): [number, unknown] {
    try {
      const signed = Object.fromEntries(
        Object.entries(headers).flatMap(([name, value]) =>
          typeof value === 'string' ? [[name, value]] : [],
        ),
      )
      const body = new Webhook(secrets.webhook).verify(text, signed)
      const { type } = z
        .object({ type: z.string(), timestamp: z.iso.datetime(), data: z.object() })
        .parse(body)
      take('webhook', String(headers['webhook-id']), type, body)
      return [204, null]
    } catch (error) {
      return error instanceof WebhookVerificationError ? [401, null] : [400, null]
    }
  }

  async function answer(
    kind: DestinationKind,
    url: URL,
    path: string,
    req: IncomingMessage,
    res: ServerResponse,
  ) {
    const text = await readText(req)
    const fault = faults[kind]?.shift()
    if (fault === 'silence') return
    if (fault === 'reset') {
      req.socket.resetAndDestroy()
      return
    }
    if (fault) {
      res.writeHead(fault.status, fault.retryAfter ? { 'retry-after': fault.retryAfter } : {})
      res.end(fault.body ?? '')
      return
    }
    const [status, body] =
      kind === 'ocean_engine'
        ? answerOceanEngine(path, text)
        : kind === 'meta'
          ? answerMeta(path, url.searchParams, text)
          : answerWebhook(req.headers, text)
    res.writeHead(status, body === null ? {} : { 'content-type': 'application/json' })
    res.end(body === null ? undefined : JSON.stringify(body))
  }

  return {
    /** Answers requests below `/demo/receiver/<kind>`; false when this is none of them. */
    handle(req: IncomingMessage, res: ServerResponse): boolean {
      const url = new URL(req.url ?? '/', 'http://receiver')
      const found = /^\/demo\/receiver\/(ocean_engine|meta|webhook)(\/.*)?$/.exec(url.pathname)
      if (!found) return false
      const kind = found[1] as DestinationKind
      if (req.method !== 'POST') {
        res.writeHead(405, { allow: 'POST' }).end()
        return true
      }
      answer(kind, url, found[2] ?? '', req, res).catch(() => res.destroy())
      return true
    },
    /** What was counted, oldest first. */
    getReceived: (): Received[] => [...received.values()],
    /** Lets the next requests of a kind meet these. */
    failNext(kind: DestinationKind, ...next: Fault[]): void {
      faults[kind] = [...(faults[kind] ?? []), ...next]
    },
  }
}

/** The base URL (or a webhook's URL) of a destination that points at the receiver of an app at `origin`. */
export const getReceiverUrl = (origin: string, kind: DestinationKind) => `${origin}${PREFIX}/${kind}`

const makeMetaError = (code: number, message: string, subcode?: number) => ({
  error: {
    ...{ message, type: 'OAuthException', code, is_transient: false, fbtrace_id: 'demo' },
    ...(subcode && { error_subcode: subcode }),
  },
})

async function readText(req: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of req as AsyncIterable<Buffer>) {
    size += part.length
    if (size > MOST_BYTES) throw new Error('too large')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
