import { z } from 'zod'
import { type BrandEvent, brandEventSchema, type CreditModel, type Stage } from '@/protocol/analytics'
import type { Event, EventType } from '@/protocol/event'
import type { Sql } from '../db/sql'

/**
 * What of each event type's payload a brand may see: nothing personal, nothing that tells one visitor from another,
 * and no language, whose small groups are not shown anywhere. Types that are not here are not in the stream.
 */
const SHOWN: Partial<Record<EventType, readonly string[]>> = {
  'campaign.clicked': ['linkId', 'gpc'],
  'pass.kept': ['linkId', 'carrier', 'mode'],
  'pass.joined': ['carrier'],
  'tap.accepted': ['proof', 'proven'],
  'visit.opened': ['storyKey'],
  'visit.closed': ['reason'],
  'show.turn_started': [],
  'show.turn_ended': ['reason', 'durationMs'],
  'show.engaged': ['kind', 'halt', 'surface'],
  'show.finished': ['surface'],
  'offer.issued': ['offerId', 'discount', 'currency'],
  'offer.renewed': ['offerId'],
  'offer.redeemed': ['offerId', 'discount', 'amount', 'currency'],
  'offer.voided': ['offerId', 'reason'],
  'order.placed': ['origin', 'amount', 'currency'],
  'order.refunded': ['amount', 'currency', 'reason'],
}
const SHOWN_TYPES = Object.keys(SHOWN)

/** The events a stage's number counts: as many as the number says. */
const STAGE_EVENTS: Record<Stage, { type: EventType; where?: string }> = {
  clicked: { type: 'campaign.clicked' },
  tapped: { type: 'tap.accepted', where: 'e.visit_id IS NOT NULL' },
  visited: { type: 'visit.opened', where: 'e.visit_id IS NOT NULL' },
  engaged: {
    type: 'show.engaged',
    // The first halt lit of each visit.
    where: `e.visit_id IS NOT NULL AND e.data->>'kind' = 'halt_lit' AND NOT EXISTS (SELECT FROM event f
      WHERE f.visitor_id = e.visitor_id AND f.visit_id = e.visit_id AND f.type = 'show.engaged'
        AND f.data->>'kind' = 'halt_lit' AND f.id < e.id)`,
  },
  coupon: { type: 'offer.issued', where: 'e.visit_id IS NOT NULL' },
  redeemed: {
    type: 'offer.redeemed',
    where: `e.visit_id IS NOT NULL AND NOT EXISTS (SELECT FROM event f WHERE f.visitor_id = e.visitor_id
      AND f.type = 'offer.voided' AND f.data->>'couponId' = e.data->>'couponId')`,
  },
  ordered: { type: 'order.placed' },
}

export type BrandEventFilter = {
  campaignId?: string
  stage?: Stage
  type?: string
  storeId?: string
  channel?: string
  /** Only orders of which this channel earned a part under this model; each says which part. */
  credited?: { channel: string; model: CreditModel }
  /** Event id: only what is older. */
  before?: string
  limit?: number
}

const MOST = 500
/** Clicks and online orders happen nowhere: they count for the store of the visit they are joined with. */
const STORE = `coalesce(e.store_id, (SELECT store_id FROM journey WHERE click_id = e.id LIMIT 1),
  (SELECT store_id FROM journey WHERE order_id = (e.data->>'orderId')::uuid LIMIT 1))`
const CREDIT = `JOIN credit c ON c.order_id = (e.data->>'orderId')::uuid AND c.version = 1 AND c.channel = $7
  AND c.model = $8 AND c.credit > 0`
const uuid = z.uuid()

/** A brand's events, newest first. `tx` is inside `withTenant`. */
export async function findBrandEvents(
  tx: Sql,
  { campaignId, stage: asked, type, storeId, channel, credited, before, limit = 50 }: BrandEventFilter,
): Promise<BrandEvent[]> {
  const stage = credited ? 'ordered' : asked
  const counted = stage && STAGE_EVENTS[stage]
  const rows = await tx.query<{ type: EventType; at: Date; data: Record<string, unknown>; credit?: number }>(
    `SELECT e.id, e.type, e.at, e.campaign_id AS "campaignId", e.store_id AS "storeId", e.simulated, e.data,
       coalesce(e.data->>'channel', j.channel) AS channel${credited ? ', c.credit' : ''}
     FROM event e LEFT JOIN journey j ON j.id = e.visit_id
       ${credited ? CREDIT : ''}
     WHERE e.type = ANY($1) AND ($2::text IS NULL OR e.campaign_id = $2) AND ($3::uuid IS NULL OR e.id < $3)
       AND ($5::text IS NULL OR ${STORE} = $5)
       AND ($6::text IS NULL OR coalesce(e.data->>'channel', j.channel) = $6)
       ${counted?.where ? `AND ${counted.where}` : ''}
     ORDER BY e.id DESC LIMIT $4`,
    [
      counted ? [counted.type] : SHOWN_TYPES.filter((shown) => !type || shown === type),
      campaignId ?? null,
      uuid.safeParse(before).data ?? null,
      Math.max(1, Math.min(limit, MOST)),
      storeId ?? null,
      channel ?? null,
      ...(credited ? [credited.channel, credited.model] : []),
    ],
  )
  return rows.map(({ data, at, credit, ...row }) => {
    const summary = {
      ...makeSummary(row.type, data),
      ...(credit !== undefined && { credit: Math.round(credit * 1_000) / 1_000 }),
    }
    return brandEventSchema.parse({ ...row, at: at.toISOString(), summary })
  })
}

function makeSummary(type: EventType, data: Record<string, unknown>): BrandEvent['summary'] {
  const shown = (SHOWN[type] ?? []).flatMap((name): [string, string | number | boolean][] => {
    const value = data[name]
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [[name, value]]
      : []
  })
  return Object.fromEntries(shown)
}

/** One event as its brand may see it the moment it lands, or null when its type is none of a brand's. */
export function makeBrandEvent(event: Event): BrandEvent | null {
  if (!event.brandId || !SHOWN[event.type]) return null
  const { id, type, at, campaignId = null, storeId = null, simulated = false } = event
  const data: Record<string, unknown> = event.data
  const channel = typeof data.channel === 'string' ? data.channel : null
  return { id, type, at, campaignId, storeId, channel, simulated, summary: makeSummary(type, data) }
}
