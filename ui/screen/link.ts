import { io, type Socket } from 'socket.io-client'
import type { Cue } from '@/protocol/cue'
import { cueSchema, type Point, pointSchema } from '@/protocol/cue'
import type { ErrorCode } from '@/protocol/error'
import {
  type ScreenSnapshot,
  type ScreenToServer,
  type ServerToScreen,
  screenSnapshotSchema,
} from '@/protocol/socket'
import type { Ask } from '@/ui/kits/asks'
import { type DeviceKey, makeScreenAuth } from './device-key'
import type { CuePlayed } from './outbox'

export type LinkListener = {
  snapshot: (snapshot: ScreenSnapshot) => void
  cue: (cue: Cue) => void
  lamp: (lamp: Point) => void
  ping: (sentAt: number, serverTime: number, receivedAt: number) => void
  connected: (connected: boolean) => void
  reload: () => void
  revoked: () => void
  identify: () => void
}
export type Link = {
  requestCue: () => Promise<Cue | null>
  /** Resolves to whether the report needs no further sending: durable, or refused for good. */
  report: (report: CuePlayed) => Promise<boolean>
  beat: (beat: Parameters<ScreenToServer['screen.beat']>[0]) => void
  ask: (what: Ask) => Promise<boolean>
  stop: () => void
}

const ACK_MS = 5_000
const FIRST_PINGS = 8
/** With these a server says that this key opens nothing any more. */
const LOCKED_OUT: ReadonlySet<string> = new Set<ErrorCode>(['screen_revoked', 'screen_unknown'])
/** The server no longer speaks this page's protocol: a reload brings the newer page. */
const PAGE_TOO_OLD: ErrorCode = 'protocol_too_old'
/** Refusals that pass by themselves: the report is sent again. */
const MAY_PASS: ReadonlySet<string> = new Set<ErrorCode>(['internal', 'database_away', 'too_many'])

/**
 * The screen's socket: signs a fresh handshake for every attempt, parses everything that arrives and drops what
 * does not parse, pings for the clock (quickly at first, then every 5 s), and reconnects for ever.
 * @param now the device's steady clock, ms
 * @param serverNow the server's, as well as it is known
 */
export function connectScreen(
  key: DeviceKey,
  build: string,
  { now, serverNow }: { now: () => number; serverNow: () => number },
  listener: LinkListener,
): Link {
  const socket: Socket<ServerToScreen, ScreenToServer> = io('/screen', {
    auth: (give) => {
      void makeScreenAuth(key, serverNow(), build).then(give)
    },
    transports: ['websocket', 'polling'],
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    randomizationFactor: 0.5,
    autoConnect: false,
  })
  let pingTimer: ReturnType<typeof setTimeout> | undefined
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  let pings = 0

  const ping = async () => {
    clearTimeout(pingTimer)
    if (!socket.connected) return
    const sentAt = now()
    const serverTime = await socket
      .timeout(ACK_MS)
      .emitWithAck('clock.ping', sentAt)
      .catch(() => null)
    if (typeof serverTime === 'number') listener.ping(sentAt, serverTime, now())
    pings++
    clearTimeout(pingTimer)
    pingTimer = setTimeout(ping, pings < FIRST_PINGS ? 120 : 5_000)
  }

  socket.on('connect', () => {
    pings = 0
    listener.connected(true)
    void ping()
  })
  socket.on('disconnect', (reason) => {
    listener.connected(false)
    if (reason === 'io server disconnect') retryTimer = setTimeout(() => socket.connect(), 2_000)
  })
  socket.on('connect_error', (error) => {
    listener.connected(false)
    if (socket.active) return // the transport failed, and socket.io tries again by itself
    const code = getCode(error)
    if (code !== undefined && LOCKED_OUT.has(code)) return listener.revoked()
    if (code === PAGE_TOO_OLD) listener.reload()
    clearTimeout(retryTimer)
    retryTimer = setTimeout(() => socket.connect(), 3_000 + Math.random() * 3_000)
  })
  socket.on('screen.snapshot', (snapshot) => {
    const parsed = screenSnapshotSchema.safeParse(snapshot)
    if (parsed.success) listener.snapshot(parsed.data)
  })
  socket.on('cue.play', (cue) => {
    const parsed = cueSchema.safeParse(cue)
    if (parsed.success) listener.cue(parsed.data)
  })
  socket.on('lamp.moved', (lamp) => {
    const parsed = pointSchema.safeParse(lamp)
    if (parsed.success) listener.lamp(parsed.data)
  })
  socket.on('screen.reload', listener.reload)
  socket.on('screen.identify', listener.identify)
  socket.on('screen.revoked', listener.revoked)
  socket.connect()

  return {
    async requestCue() {
      const cue = await socket
        .timeout(ACK_MS)
        .emitWithAck('cue.request')
        .catch(() => null)
      const parsed = cueSchema.safeParse(cue)
      return parsed.success ? parsed.data : null
    },
    async report(report) {
      if (!socket.connected) return false
      const ack = await socket
        .timeout(ACK_MS)
        .emitWithAck('cue.played', report)
        .catch(() => null)
      return ack !== null && (ack.ok || !MAY_PASS.has(ack.code))
    },
    beat(beat) {
      if (socket.connected) socket.volatile.emit('screen.beat', beat)
    },
    async ask(what) {
      if (!socket.connected) return false
      const ack = await socket
        .timeout(ACK_MS)
        .emitWithAck('show.asked', { what })
        .catch(() => null)
      return ack?.ok === true
    },
    stop() {
      clearTimeout(pingTimer)
      clearTimeout(retryTimer)
      socket.removeAllListeners()
      socket.disconnect()
    },
  }
}

function getCode(error: Error): string | undefined {
  if (!('data' in error) || typeof error.data !== 'object' || error.data === null) return undefined
  return 'code' in error.data && typeof error.data.code === 'string' ? error.data.code : undefined
}
