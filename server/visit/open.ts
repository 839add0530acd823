import { getStory } from '@/domain/campaign/content'
import type { Language } from '@/domain/language'
import type { Carrier, Pass } from '@/domain/pass/pass'
import { decideLight, type Light } from '@/domain/visit/light'
import type { Event } from '@/protocol/event'
import type { Campaign, Link, Touchpoint } from '../campaign/data'
import type { Clock } from '../clock'
import type { Sql, Tx } from '../db/sql'
import type { Emit } from '../ledger/ledger'
import type { Presence } from '../tap/presence'

/** When and as what something happened; only a demo's simulator says another time than now. */
export type Origin = { at: number; simulated: boolean }

/** Lights of visits seen within this time are taken. */
const LIGHT_MS = 5 * 60_000

export type Opening = {
  tapId: string
  touchpoint: Touchpoint
  campaign: Campaign
  visitorId: string
  kept: boolean
  pass: Pass | null
  carrier: Carrier | undefined
  link: Link | null
  clickedAt: Date | null
  language: Language
  presence: Presence
  /** Whether this tap alone proves that somebody is there. */
  proven: boolean
}

export type OpenVisit = {
  id: string
  light: Light
  stage: string
  lit: string[]
  story_key: string
  visitor_brand_id: string
}

/** Who a tap meets: this visitor as the brand knows them, their open visit in the zone, and whose lights are taken. */
export type Here = { visitorBrandId: string; open: OpenVisit | null; taken: Light[] }

/** Makes what is missing of visitor and brand id, and looks who is here. The statements go out together. */
export async function findHere(
  sql: Sql,
  clock: Clock,
  { touchpoint, campaign, visitorId }: Opening,
  at: number,
): Promise<Here> {
  const [[bound], [open], [lights]] = await Promise.all([
    sql.query<{ id: string }>(
      `WITH made AS (INSERT INTO visitor (id, created_at) VALUES ($2, $4) ON CONFLICT DO NOTHING)
         INSERT INTO visitor_brand (id, visitor_id, brand_id, created_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (visitor_id, brand_id) DO UPDATE SET brand_id = excluded.brand_id RETURNING id`,
      [clock.id(at), visitorId, campaign.brandId, new Date(at)],
    ),
    sql.query<OpenVisit>(
      `SELECT v.id, v.light, v.stage, v.lit, v.story_key, v.visitor_brand_id
       FROM visit v JOIN visitor_brand b ON b.id = v.visitor_brand_id
       WHERE b.visitor_id = $1 AND b.brand_id = $2 AND v.zone_id = $3 AND v.closed_at IS NULL`,
      [visitorId, campaign.brandId, touchpoint.zoneId],
    ),
    // One row, however many are in the store.
    sql.query<{ taken: Light[] | null }>(
      `SELECT json_agg(light) AS taken FROM visit
       WHERE store_id = $1 AND closed_at IS NULL AND last_seen_at > $2`,
      [touchpoint.storeId, new Date(at - LIGHT_MS)],
    ),
  ])
  if (!bound) throw new Error('visitor_brand was not written')
  return { visitorBrandId: bound.id, open: open ?? null, taken: lights?.taken ?? [] }
}

/** Writes tap and visit: a phone that is in this zone already goes on where it was. */
export async function openVisit(
  tx: Tx,
  emit: Emit,
  clock: Clock,
  given: Opening,
  here: Here,
  { at, simulated }: Origin,
) {
  const { touchpoint, campaign, pass, kept, link, language } = given
  const [tap, joined] = makeTapEvents(clock, given, here.visitorBrandId, { at, simulated })
  if (here.open) {
    const again = { visitId: here.open.id }
    if (given.proven)
      tx.write('UPDATE visit SET proven = true, proof = NULL WHERE id = $1 AND NOT proven', [here.open.id])
    await emit([{ ...tap, ...again }, ...(joined ? [{ ...joined, ...again }] : [])])
    return { visit: here.open, isNew: false }
  }
  const visit: OpenVisit = {
    id: clock.id(at),
    light: decideLight(here.taken),
    stage: simulated ? 'phone' : 'waiting',
    lit: [],
    story_key: getStory(campaign.stories, kept ? link?.storyKey : null).key,
    visitor_brand_id: here.visitorBrandId,
  }
  tx.write(
    `INSERT INTO visit (id, brand_id, campaign_id, store_id, zone_id, touchpoint_id, tap_id, visitor_brand_id, pass_id,
         link_id, click_id, channel, clicked_at, story_key, language, light, answer, kept, proven, stage, opened_at,
         last_seen_at, simulated)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $21, $22)`,
    [
      visit.id,
      campaign.brandId,
      campaign.id,
      touchpoint.storeId,
      touchpoint.zoneId,
      touchpoint.id,
      given.tapId,
      here.visitorBrandId,
      pass?.passId ?? null,
      pass?.linkId ?? null,
      pass?.clickId ?? null,
      link?.channel ?? null,
      given.clickedAt,
      visit.story_key,
      language,
      visit.light,
      kept ? 'yes' : null,
      kept,
      given.proven,
      visit.stage,
      new Date(at),
      simulated,
    ],
  )
  const { visitId: _none, ...shared } = getShared(tap)
  const opened: Event = {
    ...shared,
    visitId: visit.id,
    id: clock.id(at),
    at: clock.iso(at),
    v: 1,
    source: 'server',
    type: 'visit.opened',
    data: {
      light: visit.light,
      language,
      tapId: given.tapId,
      storyKey: visit.story_key,
      ...(kept && pass && { linkId: pass.linkId, clickId: pass.clickId, channel: link?.channel }),
    },
  }
  const inVisit = { visitId: visit.id }
  await emit([{ ...tap, ...inVisit }, ...(joined ? [{ ...joined, ...inVisit }] : []), opened])
  return { visit, isNew: true }
}

function makeTapEvents(
  clock: Clock,
  given: Opening,
  visitorId: string,
  { at, simulated }: Origin,
): [Extract<Event, { type: 'tap.accepted' }>, Extract<Event, { type: 'pass.joined' }> | null] {
  const { touchpoint, campaign, pass, carrier, language, presence, proven } = given
  const shared = {
    v: 1,
    at: clock.iso(at),
    source: 'phone',
    brandId: campaign.brandId,
    campaignId: campaign.id,
    storeId: touchpoint.storeId,
    zoneId: touchpoint.zoneId,
    touchpointId: touchpoint.id,
    visitorId,
    ...(simulated && { simulated: true as const }),
  }
  // Without a yes a pass that came along is not joined with anything: the ledger does not know of it.
  const known = given.kept && pass && carrier ? { passId: pass.passId, carrier } : null
  return [
    {
      ...shared,
      id: given.tapId,
      type: 'tap.accepted',
      data: { ...presence, proven, language, ...known },
    },
    known && { ...shared, id: clock.id(at), type: 'pass.joined', data: known },
  ]
}

function getShared(tap: Extract<Event, { type: 'tap.accepted' }>) {
  const { id: _id, type: _type, data: _data, at: _at, v: _v, source: _source, ...shared } = tap
  return shared
}
