import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pino from 'pino'
import { type Clock, makeClock } from '../clock'
import { parseConfig } from '../config'
import type { Deps } from '../deps'
import { makeLedger } from '../ledger/ledger'
import { ensurePartitions } from '../ledger/partition'
import type { Reader } from '../ledger/reader'
import { makeTombstones } from '../privacy/tombstone'
import { loadSecrets, type Secrets } from '../secrets'
import { isAlive } from './alive'
import { asSuperuser, type Databases, openDatabases, prepare } from './connect'
import { startEmbeddedPostgres } from './embedded'
import { migrate } from './migrate'
import type { Sql } from './sql'

const DIR = new URL('../../.footlight/test', import.meta.url).pathname
const PREFIX = 'test_'
/** A database of a test run that was killed is dropped by a later run. */
const ABANDONED_MS = 3_600_000

export type TestDatabases = Databases & {
  secrets: Secrets
  /** Closes the pools and drops the database; the server stays for the next file. */
  close(): Promise<void>
}

/**
 * A fresh database of its own for one integration test file: migrated, partitioned, as the three roles see it.
 * The server of `.footlight/test` is started by the first who asks and shared by all test processes.
 */
export async function makeTestDatabases(now = Date.now()): Promise<TestDatabases> {
  const name = `${PREFIX}${Date.now().toString(36)}_${randomBytes(4).toString('hex')}`
  // Roles are the cluster's: two processes that alter them at once would make one of them fail.
  const { ownerUrl, secrets, adminUrl } = await withLock(async () => {
    const loaded = loadSecrets(DIR)
    const server = await startEmbeddedPostgres(DIR, loaded.databaseSuperuser)
    await dropAbandoned(server.url)
    return { ownerUrl: await prepare(server, name, loaded), secrets: loaded, adminUrl: server.url }
  })
  const databases = await openDatabases(ownerUrl, secrets)
  await migrate(databases.owner)
  await ensurePartitions(databases.owner, now)
  return {
    ...databases,
    secrets,
    close: async () => {
      await databases.close()
      await asSuperuser(adminUrl, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`)
      })
    },
  }
}

export type TestDeps = Deps & { close(): Promise<void> }

/** Everything a service is built from, on a fresh database. `clock` is this machine's unless another is given. */
export async function makeTestDeps({
  clock = makeClock(() => 0),
  env = {},
}: {
  clock?: Clock
  env?: Record<string, string>
} = {}): Promise<TestDeps> {
  const db = await makeTestDatabases(clock.now())
  const tombstones = makeTombstones(db.lookup, db.secrets.token)
  return {
    config: parseConfig({
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      PUBLIC_URL: 'http://localhost:3000',
      ...env,
    }),
    log: pino({ level: 'silent' }),
    clock,
    db,
    tombstones,
    ledger: makeLedger(db.service, tombstones),
    secrets: db.secrets,
    close: db.close,
  }
}

/**
 * Reads all that was committed until now. A reader waits for every older transaction of the whole server, so other test
 * files that run at the same time hold it back for a moment.
 */
export async function catchUp(service: Sql, reader: Reader): Promise<void> {
  for (;;) {
    const [row] = await service.query<{ free: boolean }>(
      'SELECT NOT EXISTS (SELECT FROM event WHERE tx >= pg_snapshot_xmin(pg_current_snapshot())) AS free',
    )
    if (row?.free) break
    await setTimeout(10)
  }
  await reader.drain()
}

/** Stops the shared server, when a whole run is over. */
export async function stopTestServer(): Promise<void> {
  await withLock(async () => {
    const server = await startEmbeddedPostgres(DIR, loadSecrets(DIR).databaseSuperuser)
    await server.stop()
  })
}

async function dropAbandoned(adminUrl: string) {
  await asSuperuser(adminUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      `SELECT datname FROM pg_database d WHERE datname LIKE '${PREFIX}%'
         AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datname = d.datname)`,
    )
    for (const { datname } of rows) {
      const made = Number.parseInt(datname.slice(PREFIX.length), 36)
      if (Date.now() - made > ABANDONED_MS) {
        await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(datname)}`)
      }
    }
  })
}

/** Runs `work` in one process at a time. The lock is a file with its holder's process id: a dead holder's is taken. */
async function withLock<Result>(work: () => Promise<Result>): Promise<Result> {
  const file = join(DIR, 'lock')
  mkdirSync(DIR, { recursive: true })
  while (!take(file)) await setTimeout(50)
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  try {
    const holder = Number(readFileSync(file, 'utf8'))
    // Just made and not written yet: its holder is alive.
    if (holder && !isAlive(holder)) rmSync(file, { force: true })
  } catch {
    // Given back in between.
  }
  return false
}
