import { emptyPersonal } from '@/protocol/personal'
import { RETENTION_KINDS, type RetentionKind, type RetentionRow } from '@/protocol/retention'
import type { Tx } from '../db/sql'
import type { Deps } from '../deps'
import { findIds, removeState, unlinkIds } from './erase'

const DAY_MS = 86_400_000
/** A day, less what a timer may be late. */
const EVERY_MS = 23 * 3_600_000
/** So many at once, so that nobody waits long for a row. */
const BATCH = 200

export type Retention = ReturnType<typeof makeRetention>

/** Lets go of what has been kept long enough, kind by kind, once a day on one node. */
export function makeRetention({ clock, config, db, log }: Deps) {
  const work: Record<RetentionKind, (tx: Tx, before: Date) => Promise<number>> = {
    visits: unlinkIdle,
    clicks: emptyClicks,
    sessions: (tx, before) => removeExpired(tx, 'session', before),
    pairings: (tx, before) => removeExpired(tx, 'screen_pairing', before),
  }

  async function runKind(kind: RetentionKind): Promise<void> {
    const now = clock.now()
    const before = new Date(now - config.keepDays[kind] * DAY_MS)
    if (!(await take(kind, now))) return
    let handled = 0
    for (;;) {
      const batch = await db.owner.transaction((tx) => work[kind](tx, before))
      handled += batch
      if (batch < BATCH) break
    }
    await db.owner.query(
      'UPDATE retention_run SET handled = $2::int, total = total + $2::int WHERE kind = $1',
      [kind, handled],
    )
  }

  /** Whether it is this node's turn: whoever writes the time first does the work. */
  async function take(kind: RetentionKind, now: number): Promise<boolean> {
    const rows = await db.owner.query(
      `INSERT INTO retention_run AS r (kind, ran_at) VALUES ($1, $2)
       ON CONFLICT (kind) DO UPDATE SET ran_at = excluded.ran_at, handled = 0 WHERE r.ran_at <= $3 RETURNING kind`,
      [kind, new Date(now), new Date(now - EVERY_MS)],
    )
    return rows.length > 0
  }

  return {
    /** Runs every kind whose day has come. One that fails does not keep the others from it. */
    async run(): Promise<void> {
      for (const kind of RETENTION_KINDS)
        await runKind(kind).catch((err) => log.error({ err, kind }, 'letting go of old data failed'))
    },

    /** The policy, and what came of it last. */
    async getRows(): Promise<RetentionRow[]> {
      const runs = await db.service.query<{ kind: string; ran_at: Date; handled: number; total: number }>(
        'SELECT kind, ran_at, handled, total FROM retention_run',
      )
      return RETENTION_KINDS.map((kind) => {
        const run = runs.find((row) => row.kind === kind)
        return {
          kind,
          days: config.keepDays[kind],
          ranAt: run?.ran_at.getTime() ?? null,
          handled: run?.handled ?? 0,
          total: run?.total ?? 0,
        }
      })
    },
  }
}

/** Visitors of a brand of whom nothing was heard since: what is known of them leads to nobody any more. */
async function unlinkIdle(tx: Tx, before: Date): Promise<number> {
  const rows = await tx.query<{ id: string }>(
    `SELECT vb.id FROM visitor_brand vb WHERE vb.created_at < $1
       AND NOT EXISTS (SELECT FROM event e WHERE e.visitor_id = vb.id AND e.id >= uuidv7_floor($1))
     ORDER BY vb.created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
    [before],
  )
  if (rows.length === 0) return 0
  const ids = await findIds(
    tx,
    rows.map(({ id }) => id),
  )
  await unlinkIds(tx, ids)
  await removeState(tx, ids)
  return rows.length
}

/** Ad platforms' click ids are worth nothing to anybody after their window. */
async function emptyClicks(tx: Tx, before: Date): Promise<number> {
  const clicks = await tx.query<{ id: string }>(
    `SELECT id FROM click WHERE at < $1 ORDER BY at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
    [before],
  )
  const ids = clicks.map(({ id }) => id)
  const events = await tx.query<{ id: string; data: Record<string, unknown> }>(
    "SELECT id, data FROM event WHERE id = ANY($1) AND type = 'campaign.clicked'",
    [ids],
  )
  const emptied = events.map(({ id, data }) => ({ id, data: emptyPersonal('campaign.clicked', data) }))
  await tx.query(
    `UPDATE event AS e SET data = i.data FROM json_to_recordset($1::json) AS i (id uuid, data jsonb)
     WHERE e.id = i.id`,
    [JSON.stringify(emptied)],
  )
  await tx.query('DELETE FROM click WHERE id = ANY($1)', [ids])
  return ids.length
}

async function removeExpired(tx: Tx, table: 'session' | 'screen_pairing', before: Date): Promise<number> {
  const rows = await tx.query(
    `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE expires_at < $1 LIMIT ${BATCH}) RETURNING id`,
    [before],
  )
  return rows.length
}
