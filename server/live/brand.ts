import type { Server } from 'socket.io'
import type { BrandEvent } from '@/protocol/analytics'
import type { Deps } from '../deps'
import { AppError } from '../error'
import { admit } from './live'
import type { LiveParts } from './parts'

/** `/brand`: a brand's own events as they land, without visitors. Returns what stops it. */
export function makeBrandLive(io: Server, { ledger }: Deps, { auth, toBrandEvent }: LiveParts): () => void {
  const namespace = io.of('/brand')

  namespace.use((socket, next) => {
    void admit(async () => {
      const viewer = await auth.getViewer(new Headers({ cookie: socket.handshake.headers.cookie ?? '' }))
      if (!viewer) throw new AppError({ code: 'signed_out' })
      if (viewer.role !== 'brand' || !viewer.brandId) throw new AppError({ code: 'forbidden' })
      socket.data = { brandId: viewer.brandId }
    }, next)
  })
  namespace.on('connection', (socket) => {
    void socket.join((socket.data as { brandId: string }).brandId)
  })

  return ledger.onCommitted((events) => {
    const byBrand = new Map<string, BrandEvent[]>()
    for (const event of events) {
      const shown = event.brandId ? toBrandEvent(event) : null
      if (shown && event.brandId) byBrand.set(event.brandId, [...(byBrand.get(event.brandId) ?? []), shown])
    }
    for (const [brandId, shown] of byBrand) namespace.to(brandId).emit('event.landed', shown)
  })
}
