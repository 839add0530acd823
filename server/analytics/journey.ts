import { getLocalDay } from '@/domain/analytics/day'
import { evolveJourney, getCounts, type Journey, type Step } from '@/domain/analytics/journey'
import { makeWorkingSet } from '@/domain/analytics/working-set'
import type { Sql, Tx } from '../db/sql'
import { parseStep, type StepEvent } from './step'

/** Where rows are kept: the tables themselves, or a rebuild's. Names of ours, never input. */
export type Tables = { journey: 'journey' | 'journey_rebuilt'; rollup: 'rollup_day' | 'rollup_rebuilt' }
export const KEPT: Tables = { journey: 'journey', rollup: 'rollup_day' }

const TIMES = ['clicked', 'tapped', 'visited', 'engaged', 'coupon', 'redeemed', 'ordered'] as const
const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`
const READ = `id, brand_id AS "brandId", campaign_id AS "campaignId", store_id AS "storeId", channel,
  visitor_id AS "visitorId", language, ${TIMES.map((name) => `${ms(`${name}_at`)} AS "${name}At"`).join(', ')},
  value, simulated, visit_id AS "visitId", click_id AS "clickId", order_id AS "orderId"`
const COLUMNS = `id, brand_id, campaign_id, store_id, channel, visitor_id, language,
  ${TIMES.map((name) => `${name}_at`).join(', ')}, value, simulated, visit_id, click_id, order_id`
const TYPES = `id uuid, "brandId" text, "campaignId" text, "storeId" text, channel text, "visitorId" uuid, language text,
  ${TIMES.map((name) => `"${name}At" float8`).join(', ')}, value int, simulated boolean, "visitId" uuid,
  "clickId" uuid, "orderId" uuid`
const VALUES = `id, "brandId", "campaignId", "storeId", channel, "visitorId", language,
  ${TIMES.map((name) => `to_timestamp("${name}At" / 1000)`).join(', ')}, value, simulated, "visitId", "clickId", "orderId"`
const CHANGES = COLUMNS.replace('id, ', '')
  .split(',')
  .map((column) => `${column.trim()} = excluded.${column.trim()}`)
  .join(', ')

/** Moves journeys and daily counts on by a batch of events, in the transaction that moves the reader's position. */
export async function applyEvents(
  tx: Tx,
  events: readonly StepEvent[],
  tables: Tables = KEPT,
): Promise<void> {
  const steps = events.flatMap((event) => parseStep(event) ?? [])
  if (steps.length === 0) return
  const loaded = await load(tx, steps, tables)
  const rows = makeWorkingSet(loaded)
  for (const step of steps) evolveJourney(rows, step)
  const changed = rows.getChanged()
  const removed = rows.getRemoved()
  await write(tx, changed, removed, tables)
  const touched = new Set([...changed.map(({ id }) => id), ...removed])
  const before = loaded.filter(({ id }) => touched.has(id))
  await count(tx, before, changed, tables)
}

async function load(tx: Tx, steps: readonly Step[], { journey }: Tables): Promise<Journey[]> {
  const ids = new Set<string>()
  const visitors = new Set<string>()
  for (const step of steps) {
    ids.add(step.id)
    if (step.visitId) ids.add(step.visitId)
    if ('clickId' in step && step.clickId) ids.add(step.clickId)
    if ('orderId' in step) ids.add(step.orderId)
    if (step.type === 'ordered' && step.visitorId) visitors.add(step.visitorId)
  }
  // One look by each index: with OR the planner would read the whole table.
  const by = (column: string, list: 1 | 2) =>
    `SELECT id FROM ${journey} WHERE ${column} = ANY($${list}::uuid[])`
  return tx.query<Journey>(
    `SELECT ${READ} FROM ${journey} WHERE id IN (${by('id', 1)} UNION ${by('visit_id', 1)} UNION ${by('click_id', 1)}
       UNION ${by('order_id', 1)} UNION ${by('visitor_id', 2)}) ORDER BY id`,
    [[...ids], [...visitors]],
  )
}

async function write(tx: Tx, changed: readonly Journey[], removed: readonly string[], { journey }: Tables) {
  if (removed.length > 0) await tx.query(`DELETE FROM ${journey} WHERE id = ANY($1)`, [removed])
  if (changed.length === 0) return
  await tx.query(
    `INSERT INTO ${journey} (${COLUMNS}) SELECT ${VALUES} FROM json_to_recordset($1::json) AS input (${TYPES})
     ON CONFLICT (id) DO UPDATE SET ${CHANGES}`,
    [JSON.stringify(changed)],
  )
}

type Cell = {
  day: string
  brandId: string
  campaignId: string
  storeId: string
  channel: string
  stage: string
  simulated: boolean
  count: number
  value: number
}

async function count(tx: Tx, before: readonly Journey[], after: readonly Journey[], { rollup }: Tables) {
  const zones = await getTimeZones(tx)
  const cells = new Map<string, Cell>()
  const add = (row: Journey, sign: 1 | -1) => {
    const timeZone = zones.get(`store ${row.storeId}`) ?? zones.get(`campaign ${row.campaignId}`) ?? 'UTC'
    for (const counted of getCounts(row, timeZone, getLocalDay)) {
      const { brandId, campaignId, channel, simulated } = row
      const { day, stage } = counted
      const storeId = row.storeId ?? ''
      const key = [day, brandId, campaignId, storeId, channel, stage, simulated].join(' ')
      const cell = cells.get(key) ?? {
        ...{ day, brandId, campaignId, storeId, channel, stage, simulated },
        ...{ count: 0, value: 0 },
      }
      cells.set(key, {
        ...cell,
        count: cell.count + sign * counted.count,
        value: cell.value + sign * counted.value,
      })
    }
  }
  for (const row of before) add(row, -1)
  for (const row of after) add(row, 1)
  const moved = [...cells.values()].filter(({ count: n, value }) => n !== 0 || value !== 0)
  if (moved.length === 0) return
  await tx.query(
    `INSERT INTO ${rollup} AS r (day, brand_id, campaign_id, store_id, channel, stage, simulated, count, value)
     SELECT day, "brandId", "campaignId", "storeId", channel, stage, simulated, count, value
     FROM json_to_recordset($1::json) AS input (day date, "brandId" text, "campaignId" text, "storeId" text,
       channel text, stage text, simulated boolean, count int, value bigint)
     ON CONFLICT (brand_id, campaign_id, day, store_id, channel, stage, simulated)
     DO UPDATE SET count = r.count + excluded.count, value = r.value + excluded.value`,
    [JSON.stringify(moved)],
  )
  await tx.query(
    `DELETE FROM ${rollup} WHERE count = 0 AND value = 0 AND brand_id = ANY($1) AND day = ANY($2)`,
    [[...new Set(moved.map(({ brandId }) => brandId))], [...new Set(moved.map(({ day }) => day))]],
  )
}

/** The zone that says what a day is: the store's, else the campaign's. */
async function getTimeZones(sql: Sql): Promise<Map<string, string>> {
  const rows = await sql.query<{ key: string; zone: string }>(
    `SELECT 'store ' || id AS key, time_zone AS zone FROM store
     UNION ALL SELECT 'campaign ' || id, time_zone FROM campaign`,
  )
  return new Map(rows.map(({ key, zone }) => [key, zone]))
}
