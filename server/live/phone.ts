import type { Namespace, Server, Socket } from 'socket.io'
import {
  lampStepSchema,
  type PhoneToServer,
  phoneAuthSchema,
  pointSchema,
  type Reply,
  type ServerToPhone,
  turnActionSchema,
} from '@/protocol/socket'
import type { Deps } from '../deps'
import { AppError, getErrorCode } from '../error'
import { admit, refuseOldProtocol } from './live'
import type { LiveParts } from './parts'

type Data = { token: string; visitId: string; zoneId: string }

const SEEN_MS = 60_000

/** `/phone`: the remote. Returns what stops it. */
export function makePhoneLive(io: Server, deps: Deps, { visits, shows }: LiveParts): () => void {
  const { clock, ledger, log } = deps
  const namespace: Namespace<PhoneToServer, ServerToPhone, Record<string, never>, Data> = io.of('/phone')

  namespace.use((socket, next) => {
    void admit(async () => {
      const { protocol, token } = phoneAuthSchema.parse(socket.handshake.auth)
      refuseOldProtocol(protocol)
      const visit = await visits.find(token)
      if (!visit) throw new AppError({ code: 'visit_unknown' })
      socket.data = { token, visitId: visit.id, zoneId: visit.zoneId }
    }, next)
  })

  namespace.on('connection', (socket: Socket<PhoneToServer, ServerToPhone, Record<string, never>, Data>) => {
    const { token, visitId, zoneId } = socket.data
    void socket.join([`visit ${visitId}`, `zone ${zoneId}`])
    const seen = () => void visits.seen(visitId).catch(() => {})
    seen()
    const timer = setInterval(seen, SEEN_MS)
    socket.on('disconnect', () => clearInterval(timer))
    socket.on('clock.ping', (_sent, reply) => {
      if (typeof reply === 'function') reply(clock.now())
    })
    socket.on('lamp.move', (lamp) => {
      const parsed = pointSchema.safeParse(lamp)
      if (parsed.success)
        void shows.moveLamp(zoneId, visitId, parsed.data).catch((error) => log.warn({ err: error }, 'lamp'))
    })
    socket.on('lamp.step', (step, reply) => {
      const parsed = lampStepSchema.safeParse(step)
      void acknowledge(reply, async () => {
        if (!parsed.success) throw new AppError({ code: 'bad_request' })
        await visits.step(token, parsed.data.direction)
      })
    })
    socket.on('turn.act', (act, reply) => {
      const parsed = turnActionSchema.safeParse(act)
      void acknowledge(reply, async () => {
        if (!parsed.success) throw new AppError({ code: 'bad_request' })
        await visits.act(token, parsed.data.action)
      })
    })
    void send(visitId).catch(() => {})
  })

  async function send(visitId: string) {
    const view = await visits.getViewById(visitId)
    if (view) namespace.to(`visit ${visitId}`).emit('visit.changed', view)
  }

  /** Everyone who stands at this zone sees another place or scene. */
  async function sendZone(zoneId: string) {
    const sockets = await namespace.in(`zone ${zoneId}`).fetchSockets()
    const visitIds = new Set(sockets.map(({ data }) => data.visitId))
    await Promise.all([...visitIds].map(send))
  }

  const offShow = shows.onChange(({ zoneId }) => {
    void sendZone(zoneId).catch((error) => log.error({ err: error }, 'phones of a zone'))
  })
  const offVisit = visits.onChange((visitId) => {
    void send(visitId).catch((error) => log.error({ err: error }, 'phone'))
  })
  // A till's work is seen on the owner's phone at once.
  const offLedger = ledger.onCommitted((events) => {
    for (const { type, visitId, simulated } of events) {
      if (!visitId || simulated || (type !== 'offer.redeemed' && type !== 'offer.voided')) continue
      void send(visitId).catch((error) => log.error({ err: error }, 'phone'))
    }
  })
  return () => {
    offLedger()
    offShow()
    offVisit()
  }
}

async function acknowledge(reply: Reply, work: () => Promise<void>) {
  const tell = typeof reply === 'function' ? reply : () => {}
  try {
    await work()
    tell({ ok: true })
  } catch (error) {
    tell({ ok: false, code: getErrorCode(error) ?? 'internal' })
  }
}
