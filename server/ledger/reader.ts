import { type Event, eventSchema } from '@/protocol/event'
import type { Database, Tx } from '../db/sql'

const BATCH = 1_000
const IDLE_MS = 500
/** Commits within this time are read together: a reader that ran for each would cost more than the commits. */
const GATHER_MS = 60

type Row = {
  id: string
  v: number
  type: string
  at: Date
  source: string
  brand_id: string
  campaign_id: string | null
  store_id: string | null
  zone_id: string | null
  screen_id: string | null
  touchpoint_id: string | null
  visitor_id: string | null
  visit_id: string | null
  simulated: boolean
  data: unknown
  tx: string
  seq: number
}

export const EVENT_COLUMNS = `id, v, type, at, source, brand_id, campaign_id, store_id, zone_id, screen_id,
  touchpoint_id, visitor_id, visit_id, simulated, data`

/** A stored row as the event it was. Older versions are brought up to the newest here. */
export function parseEventRow(row: Omit<Row, 'tx' | 'seq'>): Event {
  const ids = {
    brandId: row.brand_id === 'retailer' ? null : row.brand_id,
    campaignId: row.campaign_id,
    storeId: row.store_id,
    zoneId: row.zone_id,
    screenId: row.screen_id,
    touchpointId: row.touchpoint_id,
    visitorId: row.visitor_id,
    visitId: row.visit_id,
    simulated: row.simulated || null,
  }
  const present = Object.fromEntries(Object.entries(ids).filter(([, value]) => value !== null))
  const { id, v, type, at, source, data } = row
  return eventSchema.parse({ id, v, type, at: at.toISOString(), source, ...present, data })
}

export type Reader = { wake(): void; drain(): Promise<void>; start(): void; stop(): Promise<void> }

/**
 * Follows the ledger from a stored position and never misses a late or slow commit: it advances by (tx, seq) and
 * reads only transactions older than every running one. `handle` gets each batch in the transaction that also moves
 * the position, so what it writes is done exactly once; any node may run it, one at a time.
 */
export function makeReader(
  database: Database,
  name: string,
  handle: (tx: Tx, events: Event[]) => Promise<void>,
  onError: (error: unknown) => void,
): Reader {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let again = false
  let gathering: NodeJS.Timeout | undefined
  let stopped = true

  async function readBatch(): Promise<number> {
    return database.transaction(async (tx) => {
      await tx.query('INSERT INTO reader_position (name, tx, seq) VALUES ($1, 0, 0) ON CONFLICT DO NOTHING', [
        name,
      ])
      const [position] = await tx.query<{ tx: string; seq: number }>(
        'SELECT tx::text, seq FROM reader_position WHERE name = $1 FOR UPDATE',
        [name],
      )
      const rows = await tx.query<Row>(
        `SELECT ${EVENT_COLUMNS}, tx::text, seq FROM event
         WHERE (tx, seq) > ($1::xid8, $2::bigint) AND tx < pg_snapshot_xmin(pg_current_snapshot())
         ORDER BY tx, seq LIMIT ${BATCH}`,
        [position?.tx ?? '0', position?.seq ?? 0],
      )
      const last = rows.at(-1)
      if (!last) return 0
      await handle(tx, rows.map(parseEventRow))
      await tx.query('UPDATE reader_position SET tx = $2::bigint, seq = $3 WHERE name = $1', [
        name,
        last.tx,
        last.seq,
      ])
      return rows.length
    })
  }

  async function drain() {
    do {
      again = false
      while ((await readBatch()) === BATCH && !stopped) {}
    } while (again && !stopped)
  }

  function run() {
    if (stopped) return
    if (running) {
      again = true
      return
    }
    running = drain()
      .catch(onError)
      .finally(() => {
        running = undefined
        if (again) run()
      })
  }

  return {
    /** Reads soon: something was just committed. */
    wake() {
      gathering ??= setTimeout(() => {
        gathering = undefined
        run()
      }, GATHER_MS)
    },
    /** Reads until nothing is left, in this call. For rebuilds and tests. */
    drain: async () => {
      while ((await readBatch()) > 0) {}
    },
    start() {
      stopped = false
      run()
      timer = setInterval(run, IDLE_MS)
      timer.unref()
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      clearTimeout(gathering)
      await running
    },
  }
}
