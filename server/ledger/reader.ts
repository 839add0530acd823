import { type Event, type EventOf, type EventType, eventSchema } from '@/protocol/event'
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

export type Reader = {
  /** Reads soon. Told what was committed, it stays asleep when none of that is its own. */
  wake(committed?: readonly Event[]): void
  /** Reads until nothing is left, in this call. For rebuilds and tests. */
  drain(): Promise<void>
  start(): void
  stop(): Promise<void>
}

type Reading<T extends EventType> = {
  name: string
  /** The events it is about; others are passed over without being fetched. */
  types: readonly T[]
  /** What it writes commits together with the position that counts the batch as read. */
  handle: (tx: Tx, events: EventOf<T>[]) => Promise<void>
  onError: (error: unknown) => void
}

/**
 * Follows the ledger from a stored position and never misses a late or slow commit: it advances by (tx, seq) and
 * reads only transactions older than every running one. `handle` gets each batch in the transaction that also moves
 * the position, so what it writes is done exactly once; any node may run it, one at a time.
 */
export function makeReader<T extends EventType>(
  database: Database,
  { name, types, handle, onError }: Reading<T>,
): Reader {
  const wanted: ReadonlySet<EventType> = new Set(types)
  const isWanted = (event: Event): event is EventOf<T> => wanted.has(event.type)
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let again = false
  let gathering: NodeJS.Timeout | undefined
  let stopped = true

  /** Whether something of its own is to be read: asked outside of a transaction, since mostly nothing is. */
  async function isBehind(): Promise<boolean> {
    const [row] = await database.query<{ behind: boolean }>(
      `SELECT EXISTS (SELECT FROM event WHERE type = ANY($2) AND tx < pg_snapshot_xmin(pg_current_snapshot())
         AND (tx, seq) > (coalesce((SELECT tx::text::xid8 FROM reader_position WHERE name = $1), '0'),
           coalesce((SELECT seq FROM reader_position WHERE name = $1), 0))) AS behind`,
      [name, types],
    )
    return row?.behind ?? false
  }

  /** Reads one batch; whether there may be more. */
  async function readBatch(): Promise<boolean> {
    return database.transaction(async (tx) => {
      // What a crash takes of the last moments is read again, position and all: taps need not wait for this flush.
      tx.write('SET LOCAL synchronous_commit = off')
      await tx.query('INSERT INTO reader_position (name, tx, seq) VALUES ($1, 0, 0) ON CONFLICT DO NOTHING', [
        name,
      ])
      const [position] = await tx.query<{ tx: string; seq: number; horizon: string }>(
        `SELECT tx::text, seq, pg_snapshot_xmin(pg_current_snapshot())::text AS horizon FROM reader_position
         WHERE name = $1 FOR UPDATE`,
        [name],
      )
      if (!position) throw new Error(`reader ${name} has no position`)
      // Qualified, or the order would be that of the text the number is selected as: '10' before '9'.
      const rows = await tx.query<Row>(
        `SELECT ${EVENT_COLUMNS}, tx::text, seq FROM event
         WHERE (tx, seq) > ($1::xid8, $2::bigint) AND tx < $3::xid8 AND type = ANY($4)
         ORDER BY event.tx, event.seq LIMIT ${BATCH}`,
        [position.tx, position.seq, position.horizon, types],
      )
      if (rows.length > 0) await handle(tx, rows.map(parseEventRow).filter(isWanted))
      const more = rows.length === BATCH
      // All that is older than the horizon has been looked at, whatever type it is, and nothing can join it.
      const reached = (more && rows.at(-1)) || { tx: position.horizon, seq: 0 }
      await tx.query('UPDATE reader_position SET tx = $2::bigint, seq = $3 WHERE name = $1', [
        name,
        reached.tx,
        reached.seq,
      ])
      return more
    })
  }

  async function drain() {
    do {
      again = false
      if (await isBehind()) while ((await readBatch()) && !stopped) {}
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
    wake(committed) {
      if (committed && !committed.some(isWanted)) return
      gathering ??= setTimeout(() => {
        gathering = undefined
        run()
      }, GATHER_MS)
    },
    drain: async () => {
      while (await readBatch()) {}
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
