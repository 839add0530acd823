import type { Server as HttpServer } from 'node:http'
import { type Namespace, Server } from 'socket.io'
import { PROTOCOL_VERSION } from '@/protocol/version'
import type { Deps } from '../deps'
import { getErrorCode } from '../error'
import { isOwnOrigin } from '../origin'
import { makeBrandLive } from './brand'
import { makeConsoleLive } from './console'
import type { LiveParts } from './parts'
import { makePhoneLive } from './phone'
import { makePlayLive } from './play'
import { makeScreenLive } from './screen'

/** Whether anybody would hear what is said to a namespace, or to one room of it: else it need not be made. */
export type Hears = (namespace: Namespace, room?: string) => boolean

export type Live = { io: Server; close(): Promise<void> }

/**
 * Everything live, on Socket.IO. Each client is authenticated in the handshake and every message is parsed. What must
 * not be lost has an acknowledgement and a row; the sockets themselves deliver at most once.
 */
export async function makeLive(http: HttpServer, deps: Deps, parts: LiveParts): Promise<Live> {
  const { config } = deps
  const io = new Server(http, {
    serveClient: false,
    pingInterval: 10_000,
    pingTimeout: 15_000,
    maxHttpBufferSize: 64 * 1024,
    // Pages of other sites may not open sockets here.
    allowRequest: (request, decide) =>
      decide(null, isOwnOrigin(request.headers.origin, request.headers.host, config.publicUrl)),
  })
  const redis = config.redisUrl ? await connectRedis(io, config.redisUrl) : undefined
  // With other nodes nobody knows from here who is there.
  const hears: Hears = (namespace, room) =>
    redis !== undefined || (room ? namespace.adapter.rooms.has(room) : namespace.sockets.size > 0)
  const stops = [
    makeScreenLive(io, deps, parts),
    makePhoneLive(io, deps, parts),
    makeConsoleLive(io, deps, parts),
    makeBrandLive(io, deps, parts, hears),
    ...(parts.play() ? [makePlayLive(io, deps, hears)] : []),
  ]
  return {
    io,
    close: async () => {
      for (const stop of stops) stop()
      io.disconnectSockets(true)
      await io.close()
      await redis?.()
    },
  }
}

/** @throws an error whose message is the code a client understands */
export function refuseOldProtocol(protocol: number): void {
  if (protocol < PROTOCOL_VERSION - 1 || protocol > PROTOCOL_VERSION) throw new Error('protocol_too_old')
}

/** Runs a handshake's check; what it throws reaches the client as a code. */
export async function admit(check: () => Promise<void>, next: (error?: Error) => void): Promise<void> {
  try {
    await check()
    next()
  } catch (error) {
    const code =
      getErrorCode(error) ??
      (error instanceof Error && error.message === 'protocol_too_old' ? error.message : 'forbidden')
    next(Object.assign(new Error(code), { data: { code } }))
  }
}

async function connectRedis(io: Server, url: string) {
  const [{ createClient }, { createAdapter }] = await Promise.all([
    import('redis'),
    import('@socket.io/redis-streams-adapter'),
  ])
  const client = createClient({ url })
  client.on('error', () => {})
  await client.connect()
  io.adapter(createAdapter(client))
  return async () => {
    await client.quit()
  }
}
