import type { Event } from '@/protocol/event'
import type { Sql } from '../db/sql'
import type { CapturedClick, FeedbackContext } from './destination'

const DAY_MS = 86_400_000
const DEFAULT_LOOKBACK_MS = 30 * DAY_MS

/** What may be said of an event's visitor now, from the ledger alone: consent as it stands, clicks with their ids. */
export async function getContext(sql: Sql, event: Event, now: number): Promise<FeedbackContext> {
  const { brandId, campaignId, visitorId } = event
  const campaign = brandId && campaignId ? await findCampaign(sql, brandId, campaignId) : null
  const rule = {
    now,
    minors: campaign?.minors ?? false,
    lookbackMs: campaign ? campaign.days * DAY_MS : DEFAULT_LOOKBACK_MS,
  }
  if (!brandId || !visitorId || event.simulated) return { ...rule, consent: false, clicks: [] }
  const [answer] = await sql.query<{ agreed: boolean }>(
    `SELECT type = 'consent.given' AS agreed FROM event
     WHERE visitor_id = $1 AND brand_id = $2 AND data->'scopes' ? 'ads'
       AND type IN ('consent.given', 'consent.refused', 'consent.withdrawn')
     ORDER BY at DESC, seq DESC LIMIT 1`,
    [visitorId, brandId],
  )
  const clicks = await sql.query<{ at: Date } & Omit<CapturedClick, 'at'>>(
    `WITH own AS (
       SELECT id, type, data FROM event WHERE visitor_id = $1 AND brand_id = $2
         AND type IN ('campaign.clicked', 'pass.kept', 'visit.opened'))
     SELECT at, data->'clickIds' AS "clickIds", (data->>'gpc')::boolean AS gpc FROM event
     WHERE type = 'campaign.clicked' AND brand_id = $2 AND ($3::text IS NULL OR campaign_id = $3) AND id IN (
       SELECT id FROM own WHERE type = 'campaign.clicked'
       UNION SELECT (data->>'clickId')::uuid FROM own WHERE data->>'clickId' IS NOT NULL)
     ORDER BY at DESC`,
    [visitorId, brandId, campaignId ?? null],
  )
  return {
    ...rule,
    consent: answer?.agreed ?? false,
    clicks: clicks.map((click) => ({ ...click, at: click.at.getTime() })),
  }
}

async function findCampaign(sql: Sql, brandId: string, campaignId: string) {
  const [row] = await sql.query<{ days: number; minors: boolean }>(
    'SELECT lookback_days AS days, minors FROM campaign WHERE id = $1 AND brand_id = $2',
    [campaignId, brandId],
  )
  return row ?? null
}
