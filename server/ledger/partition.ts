import type { Database } from '../db/sql'

const AHEAD = 6
const BEHIND = 2

/** Makes the ledger's monthly partitions from two months back to six ahead. Safe to run on every start and each day. */
export async function ensurePartitions(owner: Database, now: number): Promise<number> {
  const start = new Date(now)
  let made = 0
  for (let month = -BEHIND; month <= AHEAD; month++) {
    const first = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + month, 1))
    const [row] = await owner.query<{ made: boolean }>('SELECT ensure_event_partition($1::date) AS made', [
      first.toISOString().slice(0, 10),
    ])
    if (row?.made) made++
  }
  return made
}
