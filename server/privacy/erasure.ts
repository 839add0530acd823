import type { Deps } from '../deps'
import type { Origin } from '../visit/open'
import type { VisitService } from '../visit/service'
import { findBindings, findIds, removeState, unlinkIds } from './erase'

/** How long another node may not know of new tombstones yet. */
const SETTLE_MS = 2_000

export type Erasures = ReturnType<typeof makeErasures>

/**
 * The way out. Asked for, a visitor's visits end, passes die and tombstones stand at once; carried out, nothing in ledger,
 * state and deliveries leads to them any more, and figures are what they were.
 */
export function makeErasures(
  { clock, db, ledger, log, tombstones }: Deps,
  visits: Pick<VisitService, 'forget' | 'end'>,
) {
  async function carryOut(id: string): Promise<void> {
    const now = clock.now()
    await db.owner.transaction(async (tx) => {
      const [row] = await tx.query<{ visitor_id: string }>(
        'SELECT visitor_id FROM erasure WHERE id = $1 AND done_at IS NULL FOR UPDATE SKIP LOCKED',
        [id],
      )
      if (!row) return
      const ids = await findIds(tx, await findBindings(tx, row.visitor_id))
      // What came in between the question and its tombstones has a stone now as well.
      await tombstones.add(tx, [row.visitor_id, ...ids.bindings, ...ids.visits, ...ids.passes], now)
      const events = await unlinkIds(tx, ids)
      await removeState(tx, ids)
      // Who never met a brand has no more than this.
      await tx.query('DELETE FROM visitor WHERE id = $1', [row.visitor_id])
      await tx.query('UPDATE erasure SET visitor_id = NULL, done_at = $2, events = $3 WHERE id = $1', [
        id,
        new Date(now),
        events,
      ])
    })
    await tombstones.refresh()
  }

  return {
    /** Erases a visitor, all brands. Returns when nothing new can be linked to them; the rest is done within a minute. */
    async request(visitorId: string, { gpc }: { gpc: boolean }, origin: Origin): Promise<void> {
      await visits.forget(visitorId, { gpc }, origin)
      await visits.end(visitorId, origin)
      await ledger.transaction(async (tx) => {
        const [known] = await tx.query('SELECT FROM visitor WHERE id = $1 FOR UPDATE', [visitorId])
        if (!known) return
        const ids = await findIds(tx, await findBindings(tx, visitorId))
        await tombstones.add(tx, [visitorId, ...ids.bindings, ...ids.visits, ...ids.passes], clock.now())
        await tx.query(
          `INSERT INTO erasure (id, visitor_id, requested_at, tx)
           VALUES ($1, $2, $3, pg_current_xact_id()::text::bigint)`,
          [clock.id(), visitorId, new Date(clock.now())],
        )
      })
      await tombstones.refresh()
    },

    /** Carries out what was asked for, once every transaction that could not know of it has ended. */
    async run(): Promise<void> {
      await tombstones.refresh()
      const rows = await db.service.query<{ id: string }>(
        `SELECT id FROM erasure WHERE done_at IS NULL AND requested_at <= $1
           AND tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint ORDER BY requested_at LIMIT 100`,
        [new Date(clock.now() - SETTLE_MS)],
      )
      // One that fails is tried again and does not take the others along.
      for (const { id } of rows)
        await carryOut(id).catch((err) => log.error({ err, erasure: id }, 'an erasure failed'))
    },
  }
}
