import type { Touch } from '@/domain/attribution/touch'
import type { Sql } from '../db/sql'

type Query = {
  brandId: string
  campaignId: string
  visitorId: string
  /** Unix milliseconds: nothing after it is known yet. */
  at: number
}

/**
 * A visitor's touches of one campaign, from events alone: clicks that were theirs at once, clicks that a kept pass or
 * an opened visit brought along, and visits. All that was bound by the time `at`.
 */
export async function getTouches(sql: Sql, { brandId, campaignId, visitorId, at }: Query) {
  const rows = await sql.query<{ type: string; at: Date; channel: string | null }>(
    `WITH own AS (
       SELECT id, type, at, campaign_id, data FROM event
       WHERE visitor_id = $3 AND brand_id = $1 AND at <= $4
         AND type IN ('campaign.clicked', 'pass.kept', 'visit.opened')),
     clicks AS (
       SELECT id FROM own WHERE type = 'campaign.clicked'
       UNION SELECT (data->>'clickId')::uuid FROM own WHERE data->>'clickId' IS NOT NULL)
     SELECT e.type, e.at, e.data->>'channel' AS channel FROM event e
       WHERE e.id IN (SELECT id FROM clicks) AND e.type = 'campaign.clicked' AND e.brand_id = $1 AND e.campaign_id = $2
     UNION ALL
     SELECT type, at, NULL FROM own WHERE type = 'visit.opened' AND campaign_id = $2`,
    [brandId, campaignId, visitorId, new Date(at)],
  )
  const clicks: Touch[] = []
  const visits: number[] = []
  for (const row of rows) {
    if (row.type === 'visit.opened') visits.push(row.at.getTime())
    else if (row.channel) clicks.push({ channel: row.channel, at: row.at.getTime() })
  }
  return { clicks, visits }
}

const DAY_MS = 86_400_000

/** How far back a campaign looks, milliseconds. Null: no such campaign of this brand. */
export async function getLookback(sql: Sql, brandId: string, campaignId: string): Promise<number | null> {
  const [row] = await sql.query<{ days: number }>(
    'SELECT lookback_days AS days FROM campaign WHERE id = $1 AND brand_id = $2',
    [campaignId, brandId],
  )
  return row ? row.days * DAY_MS : null
}
