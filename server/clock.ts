import { randomBytes } from 'node:crypto'
import { makeUuidv7 } from '@/domain/id'
import type { Sql } from './db/sql'

/** The time every node agrees on: the database's clock. */
export type Clock = {
  /** Unix milliseconds. */
  now(): number
  /** A UUIDv7 of now, or of the given instant. */
  id(ms?: number): string
  /** `now` as RFC 3339 with milliseconds. */
  iso(ms?: number): string
  /** Random bytes, for what the domain must not make itself. */
  random(size: number): Uint8Array
}

/** This process's clock, shifted by `offsetMs()`. */
export function makeClock(offsetMs: () => number): Clock {
  const now = () => Date.now() + Math.round(offsetMs())
  return {
    now,
    id: (ms = now()) => makeUuidv7(ms, randomBytes(10)),
    iso: (ms = now()) => new Date(ms).toISOString(),
    random: (size) => randomBytes(size),
  }
}

/** How far the database's clock is ahead of ours, from the quickest of five questions. */
export async function measureOffset(sql: Sql): Promise<number> {
  let best = { trip: Number.POSITIVE_INFINITY, offset: 0 }
  for (let i = 0; i < 5; i++) {
    const sent = Date.now()
    const [row] = await sql.query<{ ms: number }>(
      'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms',
    )
    const trip = Date.now() - sent
    if (row && trip < best.trip) best = { trip, offset: row.ms - (sent + trip / 2) }
  }
  // On one machine both read the same clock: what is left is the question's own jitter.
  return Math.abs(best.offset) <= best.trip + 2 ? 0 : best.offset
}
