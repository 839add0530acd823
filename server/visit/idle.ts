import type { Deps } from '../deps'
import { visitRow } from './data'
import { makeVisitShared } from './event'

/** How long nobody has been seen in a visit before it is over. */
const IDLE_MS = 20 * 60_000

/** Makes the sweep that closes visits nobody has been seen in. Simulated ones live in a time of their own. */
export function makeIdleSweep({ clock, ledger }: Pick<Deps, 'clock' | 'ledger'>) {
  return async (idleMs = IDLE_MS): Promise<void> => {
    const now = clock.now()
    await ledger.transaction(async (tx, emit) => {
      const rows = await tx.query(
        `UPDATE visit SET closed_at = $1, stage = 'closed' WHERE id IN (
           SELECT id FROM visit WHERE closed_at IS NULL AND last_seen_at < $2 AND NOT simulated
             AND stage IN ('phone', 'finished') ORDER BY id LIMIT 500 FOR UPDATE SKIP LOCKED)
         RETURNING *`,
        [new Date(now), new Date(now - idleMs)],
      )
      await emit(
        rows
          .map((row) => visitRow.parse(row))
          .map((visit) => ({
            ...makeVisitShared(clock, visit, { at: now, simulated: false }),
            id: clock.id(now),
            type: 'visit.closed' as const,
            data: { reason: 'idle' as const },
          })),
      )
    })
  }
}
