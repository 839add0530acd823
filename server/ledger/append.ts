import type { Event } from '@/protocol/event'
import type { Sql, Tx } from '../db/sql'
import { AppError } from '../error'

const COLUMNS = `id uuid, v smallint, type text, at timestamptz, source text, "brandId" text, "campaignId" text,
  "storeId" text, "zoneId" text, "screenId" text, "touchpointId" text, "visitorId" uuid, "visitId" uuid,
  simulated boolean, data jsonb`
const VALUES = `id, v, type, at, source, coalesce("brandId", 'retailer'), "campaignId", "storeId", "zoneId", "screenId",
  "touchpointId", "visitorId", "visitId", coalesce(simulated, false), data`
const INSERT = `INSERT INTO event (id, v, type, at, source, brand_id, campaign_id, store_id, zone_id, screen_id,
  touchpoint_id, visitor_id, visit_id, simulated, data)
  SELECT ${VALUES} FROM json_to_recordset($1::json) AS input (${COLUMNS})
  ON CONFLICT (id) DO NOTHING RETURNING id`
const CONFLICTING = `SELECT id FROM event JOIN (SELECT ${VALUES} FROM json_to_recordset($1::json) AS input (${COLUMNS}))
  AS input (id, v, type, at, source, brand_id, campaign_id, store_id, zone_id, screen_id, touchpoint_id, visitor_id,
  visit_id, simulated, data) USING (id)
  WHERE (event.type, event.at, event.source, event.brand_id, event.campaign_id, event.store_id, event.zone_id,
    event.screen_id, event.touchpoint_id, event.visitor_id, event.visit_id, event.simulated, event.data)
  IS DISTINCT FROM (input.type, input.at, input.source, input.brand_id, input.campaign_id, input.store_id,
    input.zone_id, input.screen_id, input.touchpoint_id, input.visitor_id, input.visit_id, input.simulated, input.data)`

export type Appended = {
  /** Ids that were new. */
  added: Set<string>
  /** Ids that were there already with other content: they are refused, the rest is kept. */
  conflicting: Set<string>
}

/** Writes events in one statement; ids that are there already are not written again. At most some thousands at once. */
export async function appendEvents(sql: Sql, events: readonly Event[]): Promise<Appended> {
  if (events.length === 0) return { added: new Set(), conflicting: new Set() }
  const json = JSON.stringify(events)
  const rows = await sql.query<{ id: string }>(INSERT, [json])
  const added = new Set(rows.map(({ id }) => id))
  if (added.size === events.length) return { added, conflicting: new Set() }
  const conflicts = await sql.query<{ id: string }>(CONFLICTING, [
    JSON.stringify(events.filter(({ id }) => !added.has(id))),
  ])
  return { added, conflicting: new Set(conflicts.map(({ id }) => id)) }
}

/**
 * Writes the events of a state change inside that change's transaction, so that both commit or neither does.
 * @throws AppError `event_conflict` when an id exists with other content
 */
export async function appendWithState(
  tx: Tx,
  events: readonly Event[],
  unlinked: ReadonlySet<string> = new Set(),
): Promise<void> {
  const { conflicting } = await appendEvents(tx, events)
  // One that was erased since it was written differs from what is sent again, and is the same event.
  const id = [...conflicting].find((conflict) => !unlinked.has(conflict))
  if (id) throw new AppError({ code: 'event_conflict', details: { id } })
}
