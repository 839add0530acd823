import { createReadStream, existsSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'

const ISLAND = /^\/island\/([a-z]+\.js)(?:\?v=[\w-]+)?$/

/** Serves the shopper pages' scripts, packed at build time and kept by the browser for a year under their version. */
export function serveStatic(req: IncomingMessage, res: ServerResponse, root: string): boolean {
  const name = ISLAND.exec(req.url ?? '')?.[1]
  if (!name || (req.method !== 'GET' && req.method !== 'HEAD')) return false
  const file = join(root, 'public', 'island', name)
  if (!existsSync(file)) return false
  const packed = existsSync(`${file}.gz`) && /\bgzip\b/.test(String(req.headers['accept-encoding'] ?? ''))
  const path = packed ? `${file}.gz` : file
  res.writeHead(200, {
    'content-type': 'text/javascript; charset=utf-8',
    'content-length': statSync(path).size,
    'cache-control': req.url?.includes('?v=') ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
    ...(packed && { 'content-encoding': 'gzip' }),
  })
  if (req.method === 'HEAD') res.end()
  else createReadStream(path).pipe(res)
  return true
}
