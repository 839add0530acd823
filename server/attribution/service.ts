import { type ChannelCredit, getCredit, MODELS } from '@/domain/attribution/model'
import { getUntouched, makePath, type Touch } from '@/domain/attribution/touch'
import type { EventOf } from '@/protocol/event'
import type { Tx } from '../db/sql'
import type { Deps } from '../deps'
import { makeReader } from '../ledger/reader'
import { getLookback, getTouches } from './path'

/** Computations of a conversion's credit that were reported: a later one stands beside it, never in its place. */
const VERSION = 1

export type Attribution = ReturnType<typeof makeAttribution>

/**
 * Credits each order to what brought its visitor. Shares are frozen as first reported; a refund takes its part of the
 * value from every channel by its share, because money given back was earned by nobody.
 */
export function makeAttribution({ clock, db, log }: Pick<Deps, 'clock' | 'db' | 'log'>) {
  const reader = makeReader(db.service, {
    name: 'credit',
    types: ['order.placed', 'order.refunded'],
    async handle(tx, events) {
      for (const event of events)
        await (event.type === 'order.placed' ? writeCredit(tx, event) : takeRefund(tx, event))
    },
    onError: (err) => log.error({ err }, 'the credit reader stopped at an event and will try again'),
  })

  return {
    reader,

    /** What each channel would get if this visitor bought in store now, position-based; `path` is oldest first. */
    async getCreditNow(
      brandId: string,
      visitorId: string,
    ): Promise<{ path: Touch[]; credit: ChannelCredit[] } | null> {
      const at = clock.now()
      const [last] = await db.service.query<{ campaignId: string }>(
        `SELECT campaign_id AS "campaignId" FROM event WHERE visitor_id = $1 AND brand_id = $2
           AND campaign_id IS NOT NULL ORDER BY id DESC LIMIT 1`,
        [visitorId, brandId],
      )
      const lookbackMs = last && (await getLookback(db.service, brandId, last.campaignId))
      if (!last || lookbackMs === null || lookbackMs === undefined) return null
      const touches = await getTouches(db.service, { brandId, campaignId: last.campaignId, visitorId, at })
      const path = makePath({ origin: 'till', at, lookbackMs }, touches)
      return { path, credit: getCredit('position', path, getUntouched('till')) }
    },
  }
}

async function writeCredit(tx: Tx, event: EventOf<'order.placed'>) {
  const { brandId, campaignId, visitorId, data } = event
  // An order of no campaign is nobody's conversion: it stays an order.
  if (!brandId || !campaignId) return
  const at = Date.parse(event.at)
  const lookbackMs = await getLookback(tx, brandId, campaignId)
  if (lookbackMs === null) return
  const touches = visitorId
    ? await getTouches(tx, { brandId, campaignId, visitorId, at })
    : { clicks: [], visits: [] }
  const path = makePath({ origin: data.origin, at, lookbackMs }, touches)
  const rows = MODELS.flatMap((model) =>
    getCredit(model, path, getUntouched(data.origin)).map(({ channel, credit }) => ({
      model,
      channel,
      credit,
      value: credit * data.amount,
    })),
  )
  await tx.query(
    `INSERT INTO credit (order_id, model, version, channel, brand_id, campaign_id, credit, value, at, simulated)
     SELECT $1, r.model, ${VERSION}, r.channel, $2, $3, r.credit, r.value, $4, $5
     FROM json_to_recordset($6::json) AS r (model text, channel text, credit float8, value float8)
     ON CONFLICT (order_id, model, version, channel) DO NOTHING`,
    [data.orderId, brandId, campaignId, new Date(at), event.simulated ?? false, JSON.stringify(rows)],
  )
}

async function takeRefund(tx: Tx, { data }: EventOf<'order.refunded'>) {
  await tx.query('UPDATE credit SET value = value - credit * $2 WHERE order_id = $1', [
    data.orderId,
    data.amount,
  ])
}
