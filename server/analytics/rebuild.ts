import type { Database, Sql, Tx } from '../db/sql'
import { EVENT_COLUMNS, parseEventRow } from '../ledger/reader'
import { applyEvents, type Tables } from './journey'
import { isStepEvent, STEP_TYPES } from './step'

export const JOURNEY_READER = 'journey'
const BATCH = 2_000
const REBUILT: Tables = { journey: 'journey_rebuilt', rollup: 'rollup_rebuilt' }

export type RebuildResult = {
  events: number
  journeys: number
  /** Rows of what is kept that a rebuild would not give, or the other way round. */
  different: { journey: number; rollup: number }
}

/**
 * Works journeys and daily counts out again, from the first event to where the reader stands, and compares. The reader
 * waits meanwhile. With `replace` what was worked out takes the place of what was kept.
 */
export function rebuildJourneys(
  service: Database,
  { replace }: { replace: boolean },
): Promise<RebuildResult> {
  return service.transaction(async (tx) => {
    const [position] = await tx.query<{ tx: string; seq: number }>(
      'SELECT tx::text, seq FROM reader_position WHERE name = $1 FOR UPDATE',
      [JOURNEY_READER],
    )
    await tx.query('CREATE TEMP TABLE journey_rebuilt (LIKE journey INCLUDING ALL) ON COMMIT DROP')
    await tx.query('CREATE TEMP TABLE rollup_rebuilt (LIKE rollup_day INCLUDING ALL) ON COMMIT DROP')
    const events = position ? await replay(tx, position) : 0
    const different = {
      journey: await countDifferent(tx, 'journey', 'journey_rebuilt'),
      rollup: await countDifferent(tx, 'rollup_day', 'rollup_rebuilt'),
    }
    if (replace) {
      await tx.query('DELETE FROM journey')
      await tx.query('DELETE FROM rollup_day')
      await tx.query('INSERT INTO journey SELECT * FROM journey_rebuilt')
      await tx.query('INSERT INTO rollup_day SELECT * FROM rollup_rebuilt')
    }
    const [journeys] = await tx.query<{ count: number }>('SELECT count(*)::int AS count FROM journey_rebuilt')
    return { events, journeys: journeys?.count ?? 0, different }
  })
}

async function replay(tx: Tx, until: { tx: string; seq: number }): Promise<number> {
  let at = { tx: '0', seq: 0 }
  for (let read = 0; ; ) {
    const rows = await tx.query<Parameters<typeof parseEventRow>[0] & { tx: string; seq: number }>(
      `SELECT ${EVENT_COLUMNS}, tx::text, seq FROM event
       WHERE (tx, seq) > ($1::xid8, $2::bigint) AND (tx, seq) <= ($3::xid8, $4::bigint) AND type = ANY($5)
       ORDER BY event.tx, event.seq LIMIT ${BATCH}`,
      [at.tx, at.seq, until.tx, until.seq, STEP_TYPES],
    )
    const last = rows.at(-1)
    if (!last) return read
    await applyEvents(tx, rows.map(parseEventRow).filter(isStepEvent), REBUILT)
    at = last
    read += rows.length
  }
}

async function countDifferent(sql: Sql, kept: string, rebuilt: string): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `SELECT (SELECT count(*) FROM (SELECT * FROM ${kept} EXCEPT SELECT * FROM ${rebuilt}) AS gone)::int
       + (SELECT count(*) FROM (SELECT * FROM ${rebuilt} EXCEPT SELECT * FROM ${kept}) AS added)::int AS count`,
  )
  return row?.count ?? 0
}
