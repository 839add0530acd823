import { readFileSync } from 'node:fs'
import {
  createServer as createPlain,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createSecure } from 'node:https'
import type { Config } from './config'
import { StartError } from './error'

const DRAIN_MS = 5_000

export type Listening = {
  server: Server
  port: number
  serve: (handler: Handler) => void
  /** Refuses new requests and waits for those that are being answered, five seconds at most. */
  drain: () => Promise<void>
}
type Handler = (req: IncomingMessage, res: ServerResponse) => void

/**
 * Listens before anything else is started, so that a busy port disturbs nobody. Until `serve` is called every request
 * is answered 503.
 * @throws StartError when the port is busy or may not be used
 */
export async function listen(config: Config): Promise<Listening> {
  let handler: Handler = (_req, res) => {
    res.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1' }).end('starting\n')
  }
  const open = new Set<ServerResponse>()
  const onRequest: Handler = (req, res) => {
    open.add(res)
    res.once('close', () => open.delete(res))
    handler(req, res)
  }
  const server: Server = config.tls
    ? createSecure({ cert: readFileSync(config.tls.cert), key: readFileSync(config.tls.key) }, onRequest)
    : createPlain(onRequest)
  server.keepAliveTimeout = 65_000
  server.requestTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, config)))
    server.listen(config.port, config.host, resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  return {
    server,
    port,
    serve: (next) => {
      handler = next
    },
    drain: async () => {
      handler = (_req, res) => {
        res.writeHead(503, { connection: 'close', 'retry-after': '5' }).end()
      }
      const closed = [...open].map((res) => new Promise((resolve) => res.once('close', resolve)))
      const late = new Promise((resolve) => setTimeout(resolve, DRAIN_MS).unref())
      await Promise.race([Promise.all(closed), late])
    },
  }
}

function explain(error: NodeJS.ErrnoException, { port, host }: Config): Error {
  if (error.code === 'EADDRINUSE') {
    return new StartError(
      `Port ${port} is busy: stop the program that uses it, or choose another with PORT=3001 npm start.`,
      error,
    )
  }
  if (error.code === 'EACCES')
    return new StartError(`Port ${port} needs more rights: choose one above 1023 with PORT.`, error)
  if (error.code === 'EADDRNOTAVAIL')
    return new StartError(`This machine has no address ${host}: set HOST to one it has.`, error)
  return error
}
