import type { Server } from 'socket.io'
import { z } from 'zod'
import type { ServerToConsole } from '@/protocol/socket'
import { isStaffOf } from '../auth/guard'
import type { Deps } from '../deps'
import { AppError } from '../error'
import { admit } from './live'
import type { LiveParts } from './parts'

const authSchema = z.object({ store: z.string().max(64) })
/** Changes within this time are told together. */
const GATHER_MS = 150
/** Screens and stock are looked at this often though no event came. */
const LOOK_MS = 5_000

/** `/console`: the floor, whole, on every change. Returns what stops it. */
export function makeConsoleLive(io: Server, deps: Deps, { auth, floor, shows }: LiveParts): () => void {
  const { ledger, log } = deps
  const namespace = io.of('/console')
  const waiting = new Map<string, NodeJS.Timeout>()

  namespace.use((socket, next) => {
    void admit(async () => {
      const { store } = authSchema.parse(socket.handshake.auth)
      const viewer = await auth.getViewer(new Headers({ cookie: socket.handshake.headers.cookie ?? '' }))
      if (!viewer) throw new AppError({ code: 'signed_out' })
      if (!isStaffOf(viewer, store)) throw new AppError({ code: 'forbidden' })
      socket.data = { store }
    }, next)
  })
  namespace.on('connection', (socket) => {
    const { store } = socket.data as { store: string }
    void socket.join(store)
    change(store)
  })

  function change(storeId: string) {
    if (waiting.has(storeId) || !namespace.adapter.rooms.has(storeId)) return
    const timer = setTimeout(() => {
      waiting.delete(storeId)
      void send(storeId).catch((error) => log.error({ err: error }, 'floor'))
    }, GATHER_MS)
    waiting.set(storeId, timer)
  }

  async function send(storeId: string) {
    const message: Parameters<ServerToConsole['floor.changed']>[0] = await floor.getFloor(storeId)
    namespace.to(storeId).emit('floor.changed', message)
  }

  const offCommitted = ledger.onCommitted((events) => {
    for (const storeId of new Set(events.filter((e) => !e.simulated).map((e) => e.storeId)))
      if (storeId) change(storeId)
  })
  const offShow = shows.onChange(() => {
    for (const room of namespace.adapter.rooms.keys()) change(room)
  })
  const timer = setInterval(() => {
    for (const room of namespace.adapter.rooms.keys()) change(room)
  }, LOOK_MS)
  return () => {
    offCommitted()
    offShow()
    clearInterval(timer)
    for (const gathering of waiting.values()) clearTimeout(gathering)
  }
}
