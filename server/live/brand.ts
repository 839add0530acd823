import type { Server } from 'socket.io'
import type { BrandEvent } from '@/protocol/analytics'
import type { Deps } from '../deps'
import { AppError } from '../error'
import { admit, type Hears } from './live'
import type { LiveParts } from './parts'

/** `/brand`: a brand's own events as they land, without visitors. Returns what stops it. */
export function makeBrandLive(
  io: Server,
  { ledger }: Deps,
  { auth, toBrandEvent }: LiveParts,
  hears: Hears,
): () => void {
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
      const { brandId } = event
      const shown = brandId && hears(namespace, brandId) ? toBrandEvent(event) : null
      if (!brandId || !shown) continue
      const list = byBrand.get(brandId)
      if (list) list.push(shown)
      else byBrand.set(brandId, [shown])
    }
    for (const [brandId, shown] of byBrand) namespace.to(brandId).emit('event.landed', shown)
  })
}
