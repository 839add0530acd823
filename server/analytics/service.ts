import { isComparable } from '@/domain/analytics/join-rate'
import { poolGroups } from '@/domain/analytics/pool'
import { type Words, wordsSchema } from '@/domain/language'
import {
  type BrandCampaign,
  CREDIT_MODELS,
  type CreditTable,
  creditTableSchema,
  type DeliveryView,
  deliveryViewSchema,
  type Funnel,
  STAGES,
  type Stage,
} from '@/protocol/analytics'
import type { Sql, Tx } from '../db/sql'
import { withTenant } from '../db/tenant'
import type { Deps } from '../deps'
import { AppError } from '../error'
import { makeReader } from '../ledger/reader'
import type { Services } from '../services'
import { findBrandEvents } from './event'
import { applyEvents } from './journey'
import { JOURNEY_READER } from './rebuild'
import { STEP_TYPES } from './step'

export type Analytics = ReturnType<typeof makeAnalytics>

/** What a brand sees of itself. Every read goes through the wall of row-level security. */
export function makeAnalytics({ db, log }: Pick<Deps, 'db' | 'log'>) {
  const reader = makeReader(db.service, {
    name: JOURNEY_READER,
    types: STEP_TYPES,
    handle: (tx, events) => applyEvents(tx, events),
    onError: (err) => log.error({ err }, 'the journey reader stopped at an event and will try again'),
  })
  const as = <Result>(brandId: string, work: (tx: Tx) => Promise<Result>) =>
    withTenant(db.tenant, brandId, work)

  const brand: Services['brand'] = {
    getName: (brandId) =>
      as(brandId, async (tx): Promise<Words> => {
        const [row] = await tx.query<{ name: unknown }>('SELECT name FROM brand')
        if (!row) throw new AppError({ code: 'not_found' })
        return wordsSchema.parse(row.name)
      }),
    getCampaigns: (brandId) => as(brandId, getCampaigns),
    getFunnel: (brandId, campaignId) => as(brandId, (tx) => getFunnel(tx, campaignId)),
    getCredit: (brandId, campaignId) => as(brandId, (tx) => getCreditTable(tx, campaignId)),
    getDeliveries: (brandId, limit = 100) => as(brandId, (tx) => getDeliveries(tx, limit)),
    getEvents: (brandId, filter) => as(brandId, (tx) => findBrandEvents(tx, filter)),
    getStoreFigures: (brandId, campaignId) => as(brandId, (tx) => getStoreFigures(tx, campaignId)),
  }
  return { reader, brand }
}

async function getCampaigns(tx: Tx): Promise<BrandCampaign[]> {
  const rows = await tx.query<{
    id: string
    name: unknown
    timeZone: string
    from: string
    to: string
    stores: unknown[]
  }>(
    `SELECT c.id, c.name, c.time_zone AS "timeZone", (c.starts_at AT TIME ZONE c.time_zone)::date::text AS "from",
       (c.ends_at AT TIME ZONE c.time_zone)::date::text AS "to",
       coalesce((SELECT json_agg(json_build_object('id', s.id, 'name', s.name) ORDER BY s.id) FROM store s
         WHERE s.id = ANY(c.store_ids)), '[]') AS stores
     FROM campaign c ORDER BY c.starts_at DESC, c.id`,
  )
  return rows.map((row) => ({
    ...row,
    name: wordsSchema.parse(row.name),
    stores: row.stores as BrandCampaign['stores'],
  }))
}

async function findCampaign(tx: Tx, campaignId: string) {
  const [campaign] = await tx.query<{ from: string; to: string; currency: string }>(
    `SELECT (starts_at AT TIME ZONE time_zone)::date::text AS "from",
       (ends_at AT TIME ZONE time_zone)::date::text AS "to",
       coalesce((SELECT currency FROM offer o WHERE o.campaign_id = c.id ORDER BY o.id LIMIT 1), 'CNY') AS currency
     FROM campaign c WHERE id = $1`,
    [campaignId],
  )
  return campaign
}

/** Counts of the whole campaign. `count` holds simulated ones too, `simulated` says how many of it they are. */
async function getFunnel(tx: Tx, campaignId: string): Promise<Funnel | null> {
  const campaign = await findCampaign(tx, campaignId)
  if (!campaign) return null
  const rows = await tx.query<{ stage: string; count: number; simulated: number; value: number }>(
    `SELECT stage, sum(count)::int AS count, coalesce(sum(count) FILTER (WHERE simulated), 0)::int AS simulated,
       sum(value)::float8 AS value
     FROM rollup_day WHERE campaign_id = $1 GROUP BY stage`,
    [campaignId],
  )
  const byStage = new Map(rows.map((row) => [row.stage, row]))
  return {
    campaignId,
    ...campaign,
    stages: STAGES.map((stage) => {
      const { count = 0, simulated = 0 } = byStage.get(stage) ?? {}
      return { stage, count, simulated }
    }),
    value: byStage.get('ordered')?.value ?? 0,
    languages: await getLanguages(tx, campaignId),
  }
}

async function getLanguages(tx: Tx, campaignId: string): Promise<Funnel['languages']> {
  // A visitor counts once, in the language of the latest visit.
  const groups = await tx.query<{ key: string; visitors: number; simulated: number }>(
    `SELECT language AS key, (count(*) FILTER (WHERE NOT simulated))::int AS visitors,
       (count(*) FILTER (WHERE simulated))::int AS simulated
     FROM (SELECT DISTINCT ON (visitor_id) visitor_id, language, simulated FROM journey
       WHERE campaign_id = $1 AND visited_at IS NOT NULL ORDER BY visitor_id, visited_at DESC) AS latest
     GROUP BY language ORDER BY language`,
    [campaignId],
  )
  return poolGroups(groups)
}

async function getCreditTable(tx: Tx, campaignId: string): Promise<CreditTable | null> {
  const campaign = await findCampaign(tx, campaignId)
  if (!campaign) return null
  const [totals] = await tx.query<{ orders: number; value: number }>(
    `SELECT count(DISTINCT order_id)::int AS orders, coalesce(sum(value) FILTER (WHERE model = 'last'), 0) AS value
     FROM credit WHERE campaign_id = $1 AND version = 1`,
    [campaignId],
  )
  const earned = await tx.query<{ channel: string; model: string; credit: number; value: number }>(
    `SELECT channel, model, sum(credit) AS credit, sum(value) AS value FROM credit
     WHERE campaign_id = $1 AND version = 1 GROUP BY channel, model`,
    [campaignId],
  )
  const clicked = await tx.query<{ channel: string; clicks: number; joined: number }>(
    `SELECT channel, count(*)::int AS clicks, count(visitor_id)::int AS joined FROM journey
     WHERE campaign_id = $1 AND clicked_at IS NOT NULL GROUP BY channel`,
    [campaignId],
  )
  const channels = [...new Set([...clicked, ...earned].map(({ channel }) => channel))].toSorted()
  const rows = channels.map((channel) => {
    const { clicks = 0, joined = 0 } = clicked.find((row) => row.channel === channel) ?? {}
    const of = (what: 'credit' | 'value') =>
      Object.fromEntries(
        CREDIT_MODELS.map((model) => [
          model,
          earned.find((row) => row.channel === channel && row.model === model)?.[what] ?? 0,
        ]),
      )
    return { channel, clicks, joined, credit: of('credit'), value: of('value') }
  })
  return creditTableSchema.parse({
    orders: totals?.orders ?? 0,
    value: Math.round(totals?.value ?? 0),
    currency: campaign.currency,
    rows,
    comparable: isComparable(rows),
  })
}

async function getDeliveries(tx: Sql, limit: number): Promise<DeliveryView[]> {
  const rows = await tx.query<DeliveryView & { at: Date }>(
    `SELECT d.id, d.created_at AS at, t.name AS destination, t.kind, d.event_id AS "eventId",
       d.event_type AS "eventType", d.name, d.status, d.reason, d.attempts, d.http_status AS "httpStatus",
       coalesce(e.simulated, false) AS simulated
     FROM delivery d JOIN destination t ON t.id = d.destination_id AND t.brand_id = d.brand_id
       LEFT JOIN event e ON e.id = d.event_id
     ORDER BY d.created_at DESC, d.id DESC LIMIT $1`,
    [Math.min(limit, 1_000)],
  )
  return rows.map((row) => deliveryViewSchema.parse({ ...row, at: row.at.getTime() }))
}

async function getStoreFigures(tx: Tx, campaignId: string) {
  const stores = await tx.query<{ id: string; name: unknown }>(
    'SELECT s.id, s.name FROM campaign c JOIN store s ON s.id = ANY(c.store_ids) WHERE c.id = $1 ORDER BY s.id',
    [campaignId],
  )
  const counts = await tx.query<{ store: string; stage: string; count: number }>(
    `SELECT store_id AS store, stage, sum(count)::int AS count FROM rollup_day WHERE campaign_id = $1
     GROUP BY store_id, stage`,
    [campaignId],
  )
  return stores.map(({ id, name }) => {
    const count = (stage: Stage) => counts.find((row) => row.store === id && row.stage === stage)?.count ?? 0
    return {
      storeId: id,
      name: wordsSchema.parse(name),
      stages: Object.fromEntries(STAGES.map((stage) => [stage, count(stage)])) as Record<Stage, number>,
    }
  })
}
