import { randomUUID } from 'node:crypto'
import type { EventType } from '@/protocol/event'
import { emptyPersonal } from '@/protocol/personal'
import type { Tx } from '../db/sql'

/** Every id that leads to a visitor. `clicks` are event ids: they stay, what they hold of a person does not. */
export type Ids = { bindings: string[]; visits: string[]; passes: string[]; clicks: string[] }

/** The ids by which brands know a visitor. */
export async function findBindings(tx: Tx, visitorId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>('SELECT id FROM visitor_brand WHERE visitor_id = $1', [
    visitorId,
  ])
  return rows.map(({ id }) => id)
}

/** All that hangs on these ids of visitors, from state and ledger. */
export async function findIds(tx: Tx, bindings: string[]): Promise<Ids> {
  const list = async (text: string, ids: readonly string[]) =>
    (await tx.query<{ id: string }>(text, [ids])).map(({ id }) => id)
  const visits = await list(
    `SELECT id FROM visit WHERE visitor_brand_id = ANY($1::uuid[])
     UNION SELECT visit_id FROM event WHERE visitor_id = ANY($1) AND visit_id IS NOT NULL`,
    bindings,
  )
  const passes = await list(
    `SELECT id FROM pass WHERE visitor_brand_id = ANY($1::uuid[])
     UNION SELECT (data->>'passId')::uuid FROM event WHERE visitor_id = ANY($1) AND data ? 'passId'`,
    bindings,
  )
  const clicks = await list(
    `SELECT id FROM click WHERE visitor_brand_id = ANY($1::uuid[])
     UNION SELECT click_id FROM pass WHERE visitor_brand_id = ANY($1) AND click_id IS NOT NULL
     UNION SELECT click_id FROM visit WHERE visitor_brand_id = ANY($1) AND click_id IS NOT NULL
     UNION SELECT (data->>'clickId')::uuid FROM event WHERE visitor_id = ANY($1) AND data ? 'clickId'
     UNION SELECT id FROM event WHERE visitor_id = ANY($1) AND type = 'campaign.clicked'`,
    bindings,
  )
  return { bindings, visits, passes, clicks }
}

/**
 * Replaces ids by random ones that are stored nowhere, in the ledger and in what was worked out from it, so that totals
 * and rebuilds stay equal; empties what is personal; ends what was about to be sent to an ad platform. The readers stand
 * still meanwhile. Only the owner may. Answers how many events were rewritten.
 */
export async function unlinkIds(tx: Tx, { bindings, visits, passes, clicks }: Ids): Promise<number> {
  await tx.query('SELECT FROM reader_position ORDER BY name FOR UPDATE')
  const fresh = new Map([...bindings, ...visits, ...passes].map((id) => [id, randomUUID()]))
  const events = await rewriteEvents(tx, fresh, { bindings, visits, clicks })
  const pairs = JSON.stringify([...fresh].map(([old, random]) => ({ old, random })))
  const rename = (table: string, column: string) =>
    tx.query(
      `UPDATE ${table} AS t SET ${column} = i.random
       FROM json_to_recordset($1::json) AS i (old uuid, random uuid) WHERE t.${column} = i.old`,
      [pairs],
    )
  for (const column of ['id', 'visit_id', 'visitor_id']) await rename('journey', column)
  // A coupon goes on working for whoever holds its code; it leads to nobody.
  for (const column of ['visit_id', 'visitor_brand_id']) await rename('coupon', column)
  await tx.query(
    `UPDATE "order" SET visitor_brand_id = CASE WHEN visitor_brand_id = ANY($1) THEN NULL ELSE visitor_brand_id END,
       visit_id = NULL WHERE visitor_brand_id = ANY($1) OR visit_id = ANY($2)`,
    [bindings, visits],
  )
  await tx.query(
    `UPDATE delivery AS d SET status = 'skipped', reason = 'erased', next_at = NULL FROM destination AS t
     WHERE t.id = d.destination_id AND t.kind <> 'webhook' AND d.status = 'pending' AND d.event_id = ANY($1)`,
    [events],
  )
  return events.length
}

/** Takes visitors out of the state. Their visits were closed before. */
export async function removeState(tx: Tx, { bindings, visits, clicks }: Ids): Promise<void> {
  await tx.query('DELETE FROM click WHERE id = ANY($1)', [clicks])
  await tx.query('DELETE FROM pass WHERE visitor_brand_id = ANY($1)', [bindings])
  await tx.query('DELETE FROM visit WHERE id = ANY($1)', [visits])
  const gone = await tx.query<{ visitor_id: string }>(
    'DELETE FROM visitor_brand WHERE id = ANY($1) RETURNING visitor_id',
    [bindings],
  )
  // Whom another brand still knows stays one person to it.
  await tx.query(
    `DELETE FROM visitor v WHERE id = ANY($1)
       AND NOT EXISTS (SELECT FROM visitor_brand b WHERE b.visitor_id = v.id)`,
    [gone.map(({ visitor_id }) => visitor_id)],
  )
}

type Row = {
  id: string
  type: EventType
  visitor_id: string | null
  visit_id: string | null
  data: Record<string, unknown>
}

async function rewriteEvents(
  tx: Tx,
  fresh: ReadonlyMap<string, string>,
  { bindings, visits, clicks }: Pick<Ids, 'bindings' | 'visits' | 'clicks'>,
): Promise<string[]> {
  const rows = await tx.query<Row>(
    `SELECT id, type, visitor_id, visit_id, data FROM event WHERE visitor_id = ANY($1::uuid[])
     UNION SELECT id, type, visitor_id, visit_id, data FROM event
       WHERE visit_id = ANY($2::uuid[]) AND visit_id IS NOT NULL AND visitor_id IS NULL
     UNION SELECT id, type, visitor_id, visit_id, data FROM event
       WHERE id = ANY($3::uuid[]) AND type = 'campaign.clicked'`,
    [bindings, visits, clicks],
  )
  const renew = (id: string | null) => (id === null ? null : (fresh.get(id) ?? id))
  const changed = rows.map(({ id, type, visitor_id, visit_id, data }) => ({
    id,
    visitor_id: renew(visitor_id),
    visit_id: renew(visit_id),
    data: renewAll(emptyPersonal(type, data), fresh),
  }))
  await tx.query(
    `UPDATE event AS e SET visitor_id = i.visitor_id, visit_id = i.visit_id, data = i.data
     FROM json_to_recordset($1::json) AS i (id uuid, visitor_id uuid, visit_id uuid, data jsonb) WHERE e.id = i.id`,
    [JSON.stringify(changed)],
  )
  return changed.map(({ id }) => id)
}

/** A payload with every old id in it replaced, wherever it stands. */
const renewAll = (data: Record<string, unknown>, fresh: ReadonlyMap<string, string>): unknown =>
  JSON.parse(JSON.stringify(data), (_key, value) =>
    typeof value === 'string' ? (fresh.get(value) ?? value) : value,
  )
