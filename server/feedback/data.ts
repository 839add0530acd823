import type { Event } from '@/protocol/event'
import type { Sql } from '../db/sql'
import { EVENT_COLUMNS, parseEventRow } from '../ledger/reader'
import { destinationSchema, type Target } from './adapter'

export type Destination = Target & { id: string; brandId: string; secret: string; active: boolean }

/** Destinations of these brands, or of one id. Secrets stay encrypted. */
export async function findDestinations(
  sql: Sql,
  by: { brandIds: readonly string[] } | { id: string },
): Promise<Destination[]> {
  const rows = await sql.query<{ id: string; brandId: string; secret: string; active: boolean }>(
    `SELECT id, brand_id AS "brandId", kind, config, secret, active FROM destination
     WHERE ${'id' in by ? 'id = $1' : 'brand_id = ANY($1) AND active'} ORDER BY id`,
    ['id' in by ? by.id : by.brandIds],
  )
  return rows.map((row) => {
    const { id, brandId, secret, active } = row
    return { ...destinationSchema.parse(row), id, brandId, secret, active }
  })
}

export async function findEvent(sql: Sql, id: string): Promise<Event | null> {
  const [row] = await sql.query<Parameters<typeof parseEventRow>[0]>(
    `SELECT ${EVENT_COLUMNS} FROM event WHERE id = $1`,
    [id],
  )
  return row ? parseEventRow(row) : null
}

/** Events of a visit that were not sent for want of consent. */
export async function findUnconsented(sql: Sql, visitorId: string, visitId: string): Promise<Event[]> {
  const rows = await sql.query<Parameters<typeof parseEventRow>[0]>(
    `SELECT ${EVENT_COLUMNS} FROM event e WHERE visitor_id = $1 AND visit_id = $2 AND EXISTS (
       SELECT FROM delivery d WHERE d.event_id = e.id AND d.status = 'skipped' AND d.reason = 'no_consent')
     ORDER BY id`,
    [visitorId, visitId],
  )
  return rows.map(parseEventRow)
}

export type NewDelivery = {
  id: string
  brandId: string
  destinationId: string
  eventId: string
  eventType: string
  name: string
  status: 'pending' | 'skipped'
  reason: string | null
  at: string
}

/**
 * Writes deliveries once for each destination, event and name. One that was skipped for want of consent is taken up
 * when it may be sent after all. Returns the ids of those that are to be sent.
 */
export async function addDeliveries(sql: Sql, deliveries: readonly NewDelivery[]): Promise<string[]> {
  if (deliveries.length === 0) return []
  const rows = await sql.query<{ id: string; status: string }>(
    `INSERT INTO delivery AS d (id, brand_id, destination_id, event_id, event_type, name, status, reason, created_at, next_at)
     SELECT id, "brandId", "destinationId", "eventId", "eventType", name, status, reason, at,
       CASE status WHEN 'pending' THEN at END
     FROM json_to_recordset($1::json) AS input (id uuid, "brandId" text, "destinationId" text, "eventId" uuid,
       "eventType" text, name text, status text, reason text, at timestamptz)
     ON CONFLICT (destination_id, event_id, name) DO UPDATE
       SET status = excluded.status, reason = excluded.reason, next_at = excluded.next_at
       WHERE d.status = 'skipped' AND d.reason = 'no_consent' AND excluded.status = 'pending'
     RETURNING id, status`,
    [JSON.stringify(deliveries)],
  )
  return rows.flatMap(({ id, status }) => (status === 'pending' ? [id] : []))
}

export type Claimed = { id: string; destinationId: string; eventId: string; name: string; attempts: number }

/** Takes a delivery whose time has come, for as long as `lease`: whoever claims next finds it later. */
export async function claimDelivery(
  sql: Sql,
  id: string,
  now: number,
  leaseMs: number,
): Promise<Claimed | null> {
  const [row] = await sql.query<Claimed>(
    `UPDATE delivery SET attempts = attempts + 1, next_at = $3
     WHERE id = $1 AND status = 'pending' AND next_at <= $2
     RETURNING id, destination_id AS "destinationId", event_id AS "eventId", name, attempts`,
    [id, new Date(now), new Date(now + leaseMs)],
  )
  return row ?? null
}

export type Settled = {
  status: 'pending' | 'sent' | 'accepted' | 'refused' | 'failed' | 'skipped'
  reason: string | null
  httpStatus: number | null
  sentAt: number | null
  nextAt: number | null
}

export async function settleDelivery(sql: Sql, { id, attempts }: Claimed, settled: Settled): Promise<void> {
  // A later claim has it now: what it finds out counts.
  await sql.query(
    `UPDATE delivery SET status = $3, reason = $4, http_status = coalesce($5, http_status),
       sent_at = coalesce($6, sent_at), next_at = $7
     WHERE id = $1 AND attempts = $2 AND status = 'pending'`,
    [
      id,
      attempts,
      settled.status,
      settled.reason,
      settled.httpStatus,
      settled.sentAt === null ? null : new Date(settled.sentAt),
      settled.nextAt === null ? null : new Date(settled.nextAt),
    ],
  )
}

/** Deliveries whose time has passed and whom no job woke: the app died, or their job was lost. */
export async function findOverdue(sql: Sql, before: number): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM delivery WHERE status = 'pending' AND next_at < $1 ORDER BY next_at LIMIT 500`,
    [new Date(before)],
  )
  return rows.map(({ id }) => id)
}
