import type { IncomingMessage } from 'node:http'

/** Whether a request comes from this machine itself and not through a proxy on it. */
export function isLocal(req: IncomingMessage): boolean {
  const address = req.socket.remoteAddress ?? ''
  return (
    /^(::1|127\.|::ffff:127\.)/.test(address) && !req.headers['x-forwarded-for'] && !req.headers.forwarded
  )
}
