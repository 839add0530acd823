import type { Event } from '@/protocol/event'
import { getLookback } from '../attribution/path'
import type { Sql } from '../db/sql'
import type { CapturedClick, FeedbackContext } from './destination'

const DEFAULT_LOOKBACK_MS = 30 * 86_400_000

/** What may be said of an event's visitor now, from the ledger alone: consent as it stands, clicks with their ids. */
export async function getContext(sql: Sql, event: Event, now: number): Promise<FeedbackContext> {
  const { brandId, campaignId, visitorId } = event
  if (!brandId || !visitorId || event.simulated) {
    return { now, consent: false, clicks: [], lookbackMs: DEFAULT_LOOKBACK_MS }
  }
  const [answer] = await sql.query<{ agreed: boolean }>(
    `SELECT type = 'consent.given' AND data->'scopes' ? 'feedback' AS agreed FROM event
     WHERE visitor_id = $1 AND brand_id = $2
       AND (type IN ('consent.given', 'consent.refused')
         OR type = 'consent.withdrawn' AND data->'scopes' ? 'feedback')
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
  const lookbackMs = campaignId ? await getLookback(sql, brandId, campaignId) : null
  return {
    now,
    consent: answer?.agreed ?? false,
    clicks: clicks.map((click) => ({ ...click, at: click.at.getTime() })),
    lookbackMs: lookbackMs ?? DEFAULT_LOOKBACK_MS,
  }
}
