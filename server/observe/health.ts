import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Deps } from '../deps'
import { isLocal } from './local'
import type { Metrics } from './metrics'

/**
 * `/healthz` (this process lives; asks nothing else), `/readyz` (the database answers) and `/metrics` (Prometheus; from
 * this machine only, or with METRICS_TOKEN as bearer). Answers whether the request was one of them.
 */
export function makeHealth({ db }: Deps, metrics: () => Metrics, ready: () => boolean) {
  return (req: IncomingMessage, res: ServerResponse): boolean => {
    const path = req.url?.split('?')[0]
    if (path === '/healthz') {
      answer(res, 200, 'text/plain; charset=utf-8', 'ok\n')
      return true
    }
    if (path === '/readyz') {
      void checkDatabase().then((ok) =>
        answer(res, ok ? 200 : 503, 'text/plain; charset=utf-8', ok ? 'ready\n' : 'not ready\n'),
      )
      return true
    }
    if (path === '/metrics') {
      if (!isLocal(req) && !hasToken(req)) answer(res, 403, 'text/plain; charset=utf-8', 'not from here\n')
      else {
        const { registry } = metrics()
        void registry.metrics().then((text) => answer(res, 200, registry.contentType, text))
      }
      return true
    }
    return false
  }

  async function checkDatabase(): Promise<boolean> {
    if (!ready()) return false
    const late = new Promise<boolean>((resolve) => setTimeout(resolve, 2_000, false).unref())
    const asked = db.service.query('SELECT 1').then(
      () => true,
      () => false,
    )
    return Promise.race([asked, late])
  }
}

function hasToken(req: IncomingMessage): boolean {
  const token = process.env.METRICS_TOKEN
  return Boolean(token) && req.headers.authorization === `Bearer ${token}`
}

function answer(res: ServerResponse, status: number, type: string, body: string) {
  res.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
}
