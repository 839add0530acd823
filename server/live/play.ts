import type { Server } from 'socket.io'
import type { Deps } from '../deps'
import type { Hears } from './live'

/** `/play`: the demo's ledger as it grows, for whoever has the virtual store open. Returns what stops it. */
export function makePlayLive(io: Server, { ledger }: Deps, hears: Hears): () => void {
  const namespace = io.of('/play')
  return ledger.onCommitted((events) => {
    if (!hears(namespace)) return
    const shown = events.filter(({ simulated }) => !simulated)
    if (shown.length > 0) namespace.emit('event.landed', shown)
  })
}
