import { Agent as PlainAgent, request as plainRequest } from 'node:http'
import { Agent as SecureAgent, request as secureRequest } from 'node:https'
import { StartError } from '../error'
import type { Shopper } from './plan'

export type Answer = { status: number; location: string | null; text: string }
export type Network = ReturnType<typeof makeNetwork>

/** The wire to one server. `own` is a server of this process: its certificate need not name this machine. */
export function makeNetwork(url: string, { own = false } = {}) {
  const base = new URL(url)
  const secure = base.protocol === 'https:'
  const agent = secure
    ? new SecureAgent({ keepAlive: true, maxSockets: 8, rejectUnauthorized: !own })
    : new PlainAgent({ keepAlive: true, maxSockets: 8 })
  const send = secure ? secureRequest : plainRequest

  return {
    fetch(path: string, method: 'GET' | 'POST', headers: Record<string, string>, body?: string) {
      return new Promise<Answer & { cookies: string[] }>((resolve, reject) => {
        const lost = (cause?: unknown) =>
          reject(new StartError(`${base.origin} stopped answering: see whether it still runs.`, cause))
        const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
        const options = { method, agent, headers: { ...headers, ...length }, timeout: 30_000 }
        const request = send(new URL(path, base), options, (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('error', lost)
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              location: response.headers.location ?? null,
              text: Buffer.concat(chunks).toString(),
              cookies: response.headers['set-cookie'] ?? [],
            }),
          )
        })
        request.on('timeout', () => request.destroy())
        request.on('error', lost)
        request.on('close', lost)
        request.end(body)
      })
    },
    close: () => agent.destroy(),
  }
}

/** One shopper's phone: what it says of itself, and the cookies it keeps. `note` is the simulator's. */
export function makePhone(network: Network, { userAgent, language, gpc }: Shopper, note: string) {
  const jar = new Map<string, string>()

  return {
    /** Opens a page, as somebody's finger would at this time. */
    open: (path: string, at: number, { withCookie = true } = {}) =>
      ask('GET', path, at, { accept: 'text/html,application/xhtml+xml' }, undefined, withCookie),

    /** What the page's script posts. */
    post: (path: string, at: number, body: unknown, { withCookie = true, headers = {} } = {}) =>
      ask(
        'POST',
        `/api/v1/${path}`,
        at,
        { accept: 'application/json', 'content-type': 'application/json', ...headers },
        JSON.stringify(body),
        withCookie,
      ),
  }

  async function ask(
    method: 'GET' | 'POST',
    path: string,
    at: number,
    more: Record<string, string>,
    body: string | undefined,
    withCookie: boolean,
  ): Promise<Answer> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const { cookies, ...answer } = await network.fetch(
      path,
      method,
      {
        'user-agent': userAgent,
        'accept-language': language,
        'footlight-simulator': note,
        'footlight-at': String(at),
        ...(gpc && { 'sec-gpc': '1' }),
        ...(cookie && withCookie && { cookie }),
        ...more,
      },
      body,
    )
    for (const line of cookies) keep(line)
    return answer
  }

  function keep(line: string) {
    const [pair = ''] = line.split(';')
    const at = pair.indexOf('=')
    if (at > 0) jar.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim())
  }
}
export type Phone = ReturnType<typeof makePhone>

/** The value of a page's hidden field, or null. Our pages write them as `name` then `value`. */
export function readField(html: string, name: string): string | null {
  return new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? null
}
