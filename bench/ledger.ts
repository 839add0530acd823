// Ledger ingest, durable: single events over HTTP at 64 connections beside a bare group-committing node:http server,
// and batches of 1,000 in process and over HTTP beside COPY, all on the same PostgreSQL and table. DESIGN.md §6.
// Argument: seconds for each measurement (default 6).
import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { makeUuidv7 } from '../domain/id'
import type { Event } from '../protocol/event'
import { hashApiKey, makeApiKey } from '../server/auth/api-key'
import { withRole } from '../server/db/roles'
import { openDatabase } from '../server/db/sql'
import { makeLedger } from '../server/ledger/ledger'
import { getTime, type House, openHouse, startWorker } from './house'
import type { Load, Loaded } from './load'
import { getQuantile, judge, ms, percent, perSecond, printTable } from './table'

const SECONDS = Number(process.argv[2]) || 6
const BATCH = 1_000
const TURNS = 2
const DATA = { cueId: '01a1e6b7-8d94-72ef-a0af-6b2a8012c850', scene: 'climb', lateMs: 4.2 }

const house = await openHouse()
const { key } = makeApiKey()
await house.database.query(
  `INSERT INTO api_key (id, brand_id, name, hash, scopes) VALUES ('bench', 'mistleaf', 'Bench', $1, '{events}')
   ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, revoked_at = NULL`,
  [hashApiKey(key)],
)
const load = startWorker<Load, Loaded>('./load.ts')
try {
  await measureSingles(house)
  await measureBatches(house)
} finally {
  await load.stop()
  await house.database.query("DELETE FROM api_key WHERE id = 'bench'")
  await house.stop()
}

async function measureSingles({ port, databaseUrl }: House) {
  const floor = startWorker<never, { port: number }>('./ledger-floor.ts', { BENCH_DATABASE: databaseUrl })
  const { port: floorPort } = await floor.next()
  const single = { connections: 64, batch: 1 }
  const bare: Loaded[] = []
  const ours: Loaded[] = []
  for (let turn = -1; turn < TURNS; turn++) {
    // The first turn only warms both up.
    const seconds = turn < 0 ? 2 : SECONDS / TURNS
    const headers = { 'content-type': 'application/json' }
    const one = await ask({ ...single, seconds, port: floorPort, path: '/', headers, form: 'row' })
    const two = await ask({
      ...single,
      seconds,
      port,
      path: '/api/v1/events',
      headers: withKey(),
      form: 'cloud',
    })
    if (turn >= 0) {
      bare.push(one)
      ours.push(two)
    }
  }
  await floor.stop()
  const ratio = getRate(ours) / getRate(bare)
  const p99 = (of: Loaded[]) =>
    ms(
      getQuantile(
        of.flatMap(({ latencies }) => latencies),
        0.99,
      ),
    )
  printTable('Ledger over HTTP, one event a request, 64 connections', [
    ['', 'events', 'p99', 'of bare', 'budget', ''],
    ['bare group-committing server', perSecond(getRate(bare)), p99(bare), '', '', ''],
    [
      'POST /api/v1/events',
      perSecond(getRate(ours)),
      p99(ours),
      percent(ratio),
      '>= 60 %',
      judge(ratio >= 0.6),
    ],
  ])
}

async function measureBatches({ port, databaseUrl, secrets }: House) {
  // PostgreSQL refuses COPY into a table with row-level security to all but its superuser.
  const adminUrl = withRole(databaseUrl, 'postgres', secrets.databaseSuperuser)
  const database = openDatabase(databaseUrl, { max: 4, name: 'footlight bench' })
  const ledger = makeLedger(database)
  const rates = { copy: 0, inside: 0, http: 0 }
  for (let turn = -1; turn < TURNS; turn++) {
    const seconds = turn < 0 ? 1 : SECONDS / TURNS
    const copy = await copyFor(adminUrl, seconds)
    const inside = await recordFor(ledger, seconds)
    const http = await ask({
      connections: 4,
      batch: BATCH,
      seconds,
      port,
      path: '/api/v1/events',
      headers: withKey(),
      form: 'cloud',
    })
    if (turn < 0) continue
    rates.copy += copy / TURNS
    rates.inside += inside / TURNS
    rates.http += (http.requests * BATCH) / http.seconds / TURNS
  }
  await database.close()
  const [inside, http] = [rates.inside / rates.copy, rates.http / rates.copy]
  printTable('Ledger, batches of 1,000', [
    ['', 'events', 'of COPY', 'budget', ''],
    ['COPY, one connection', perSecond(rates.copy), '', '', ''],
    ['in process', perSecond(rates.inside), percent(inside), '>= 55 %', judge(inside >= 0.55)],
    ['over HTTP, validated', perSecond(rates.http), percent(http), '>= 40 %', judge(http >= 0.4)],
  ])
}

async function ask(given: Load): Promise<Loaded> {
  load.send(given)
  const loaded = await load.next()
  if (loaded.failed > 0) throw new Error(`${loaded.failed} requests to ${given.path} failed`)
  return loaded
}

function withKey() {
  return { 'content-type': 'application/json', authorization: `Bearer ${key}` }
}

function getRate(of: Loaded[]): number {
  return (
    of.reduce((sum, { requests }) => sum + requests, 0) / of.reduce((sum, { seconds }) => sum + seconds, 0)
  )
}

/** Rows a second of COPY into the ledger's own table with its indexes, a transaction for each 1,000. */
async function copyFor(url: string, seconds: number): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const from = getTime()
  let rows = 0
  while (getTime() - from < seconds * 1_000) {
    const lines = Array.from({ length: BATCH }, () => {
      const now = Date.now()
      const id = makeUuidv7(now, randomBytes(10))
      return `${id}\t1\tscreen.played\t${new Date(now).toISOString()}\tserver\tmistleaf\t${JSON.stringify(DATA)}\n`
    })
    await pipeline(
      Readable.from([lines.join('')]),
      client.query(copyFrom('COPY event (id, v, type, at, source, brand_id, data) FROM STDIN')),
    )
    rows += BATCH
  }
  const rate = rows / ((getTime() - from) / 1_000)
  await client.end()
  return rate
}

/** Events a second through the ledger itself, two batches under way at a time as the group commit allows. */
async function recordFor(ledger: ReturnType<typeof makeLedger>, seconds: number): Promise<number> {
  const from = getTime()
  let events = 0
  const work = async () => {
    while (getTime() - from < seconds * 1_000) {
      await ledger.record(Array.from({ length: BATCH }, makeEvent))
      events += BATCH
    }
  }
  await Promise.all([work(), work()])
  return events / ((getTime() - from) / 1_000)
}

function makeEvent(): Event {
  const now = Date.now()
  return {
    id: makeUuidv7(now, randomBytes(10)),
    v: 1,
    type: 'screen.played',
    at: new Date(now).toISOString(),
    source: 'server',
    brandId: 'mistleaf',
    data: DATA,
  }
}
