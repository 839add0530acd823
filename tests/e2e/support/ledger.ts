import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { EventType } from '@/protocol/event'

/** An event as it lies in the ledger. */
export type Row = {
  id: string
  type: EventType
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
  data: Record<string, unknown>
}

/** Where the packaged PostgreSQL of a data folder keeps its files. */
export function findDatabaseDir(data: string): string {
  const elsewhere = join(data, 'database-is-at.txt')
  return existsSync(elsewhere) ? readFileSync(elsewhere, 'utf8').trim() : data
}

/** The installation's secrets: what a thief of them could do is for tests to try. */
export function readSecrets(): { databaseSuperuser: string; token: string } {
  return JSON.parse(readFileSync(join(process.env.E2E_DATA ?? '', 'secrets.json'), 'utf8'))
}

/** Events of the ledger that a condition keeps, in the order they were written. */
export function readEvents(where: string, values: unknown[] = []): Promise<Row[]> {
  return runSql<Row>(`SELECT * FROM event WHERE ${where} ORDER BY seq`, values)
}

/** One statement on the app's database, for what no page and no API does. */
export async function runSql<R extends object>(text: string, values: unknown[] = []): Promise<R[]> {
  const data = process.env.E2E_DATA ?? ''
  const pid = readFileSync(join(findDatabaseDir(data), 'pg18', 'postmaster.pid'), 'utf8')
  const client = new pg.Client({
    host: '127.0.0.1',
    port: Number(pid.split('\n')[3]),
    database: 'footlight',
    user: 'postgres',
    password: readSecrets().databaseSuperuser,
  })
  await client.connect()
  try {
    const { rows } = await client.query<R>(text, values)
    return rows
  } finally {
    await client.end()
  }
}

/** Everything the ledger has of one visit. */
export function readVisit(visitId: string): Promise<Row[]> {
  return readEvents('visit_id = $1', [visitId])
}
