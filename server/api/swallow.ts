import type { IncomingMessage } from 'node:http'

const MOST = 16 * 1024 * 1024
const PATIENCE_MS = 5_000

/**
 * Reads away what is left of a body that will be refused, within reason: who is answered while still sending sees a
 * broken connection instead of the answer.
 */
export function swallow(request: IncomingMessage): Promise<void> {
  if (request.readableEnded || request.destroyed) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE_MS)
    const done = () => {
      clearTimeout(timer)
      resolve()
    }
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > MOST) done()
    })
    request.once('end', done)
    request.once('close', done)
    request.resume()
  })
}
