import { z } from 'zod'
import { consentScopeSchema } from '@/domain/consent/consent'
import { wordsSchema } from '@/domain/language'
import type { Event } from '@/protocol/event'
import type { Me, MeEvent } from '@/protocol/me'
import type { Catalogue } from '../campaign/data'
import type { Sql } from '../db/sql'
import { EVENT_COLUMNS, parseEventRow } from '../ledger/reader'

const bindingRow = z.object({
  id: z.string(),
  brand_id: z.string(),
  name: wordsSchema,
  created_at: z.date(),
  scopes: z.array(consentScopeSchema),
})
type Binding = z.infer<typeof bindingRow>

type PassRow = {
  id: string
  visitor_brand_id: string
  campaign_id: string
  issued_at: Date
  expires_at: Date
  revoked_at: Date | null
}

/** All that is known of a visitor: what each brand may do, what was answered when, passes, and every event. */
export async function findMe(sql: Sql, catalogue: Catalogue, visitorId: string | null): Promise<Me> {
  if (!visitorId) return { cookie: false, brands: [] }
  const rows = await sql.query(
    `SELECT vb.id, vb.brand_id, b.name, vb.created_at, vb.scopes FROM visitor_brand vb
     JOIN brand b ON b.id = vb.brand_id WHERE vb.visitor_id = $1 ORDER BY vb.created_at, vb.id`,
    [visitorId],
  )
  const bindings = rows.map((row) => bindingRow.parse(row))
  const ids = bindings.map(({ id }) => id)
  const [events, passes] = await Promise.all([findEvents(sql, ids), findPasses(sql, ids)])
  return {
    cookie: true,
    brands: await Promise.all(bindings.map((of) => tell(catalogue, of, events, passes))),
  }
}

/** What names these visitors, and the clicks that a pass or a visit of theirs brought along. Newest first. */
async function findEvents(sql: Sql, visitorIds: readonly string[]): Promise<Event[]> {
  if (visitorIds.length === 0) return []
  const rows = await sql.query<Parameters<typeof parseEventRow>[0]>(
    `WITH own AS (SELECT id, data FROM event WHERE visitor_id = ANY($1))
     SELECT ${EVENT_COLUMNS} FROM event WHERE id IN (
       SELECT id FROM own UNION SELECT (data->>'clickId')::uuid FROM own WHERE data ? 'clickId')
     ORDER BY at DESC, seq DESC`,
    [visitorIds],
  )
  return rows.map(parseEventRow)
}

async function findPasses(sql: Sql, visitorIds: readonly string[]): Promise<PassRow[]> {
  return sql.query<PassRow>(
    `SELECT id, visitor_brand_id, campaign_id, issued_at, expires_at, revoked_at FROM pass
     WHERE visitor_brand_id = ANY($1) ORDER BY issued_at DESC, id`,
    [visitorIds],
  )
}

async function tell(catalogue: Catalogue, of: Binding, events: readonly Event[], passes: readonly PassRow[]) {
  const own = events.filter(({ brandId }) => brandId === of.brand_id)
  const told = await Promise.all(own.map((event) => tellEvent(catalogue, event)))
  return {
    brandId: of.brand_id,
    brand: of.name,
    visitorId: of.id,
    since: of.created_at.getTime(),
    scopes: of.scopes,
    answers: own.flatMap((event, at) => findAnswer(event, told[at]?.timeZone ?? 'UTC') ?? []),
    passes: await Promise.all(
      passes
        .filter(({ visitor_brand_id }) => visitor_brand_id === of.id)
        .map(async (pass) => {
          const campaign = await catalogue.getCampaign(pass.campaign_id)
          return {
            passId: pass.id,
            campaign: campaign?.name ?? null,
            timeZone: campaign?.timeZone ?? 'UTC',
            issuedAt: pass.issued_at.getTime(),
            expiresAt: pass.expires_at.getTime(),
            revokedAt: pass.revoked_at?.getTime() ?? null,
          }
        }),
    ),
    events: told,
  }
}

async function tellEvent(catalogue: Catalogue, event: Event): Promise<MeEvent> {
  const [campaign, store] = await Promise.all([
    event.campaignId ? catalogue.getCampaign(event.campaignId) : null,
    event.storeId ? catalogue.getStore(event.storeId) : null,
  ])
  const lit = event.type === 'show.engaged' ? event.data.halt : undefined
  return {
    id: event.id,
    type: event.type,
    at: event.at,
    campaign: campaign?.name ?? null,
    store: store?.name ?? null,
    timeZone: store?.timeZone ?? campaign?.timeZone ?? 'UTC',
    halt: campaign?.show.halts.find(({ key }) => key === lit)?.name ?? null,
    data: event.data,
  }
}

function findAnswer(event: Event, timeZone: string): Me['brands'][number]['answers'][number] | null {
  const shared = { at: event.at, timeZone }
  switch (event.type) {
    case 'consent.given':
      return { ...shared, answer: 'given', ...event.data }
    case 'consent.refused':
      return { ...shared, answer: 'refused', ...event.data }
    case 'consent.withdrawn':
      return { ...shared, answer: 'withdrawn', scopes: event.data.scopes, mode: null, noticeHash: null }
    default:
      return null
  }
}
