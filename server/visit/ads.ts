import type { Event } from '@/protocol/event'
import type { AdsView } from '@/protocol/visit'
import type { Campaign, Catalogue } from '../campaign/data'
import type { Tx } from '../db/sql'
import type { Deps } from '../deps'
import type { PassService } from '../pass/service'
import type { Visit } from './data'
import { makeVisitShared } from './event'
import type { Origin } from './open'

/**
 * The question about ad platforms: asked by itself, after the coupon, of who keeps the campaign's context and came by an
 * ad. It names who would be told; no answer is a no. A campaign for minors never asks.
 */
export function makeAdsQuestion(
  { clock, db, ledger }: Pick<Deps, 'clock' | 'db' | 'ledger'>,
  catalogue: Catalogue,
  passes: PassService,
) {
  async function getView(visit: Visit, campaign: Campaign): Promise<AdsView | null> {
    if (visit.answer !== 'yes' || visit.clickId === null || campaign.minors) return null
    const recipients = await catalogue.getRecipients(visit.brandId)
    if (recipients.length === 0) return null
    return { recipients, answer: await findAnswer(db.service, visit) }
  }

  /** What this visitor said last. */
  async function findAnswer(sql: Pick<Tx, 'query'>, visit: Visit): Promise<'yes' | 'no' | null> {
    const [row] = await sql.query<{ yes: boolean }>(
      `SELECT type = 'consent.given' AS yes FROM event WHERE visitor_id = $1 AND brand_id = $2
         AND type IN ('consent.given', 'consent.refused', 'consent.withdrawn') AND data->'scopes' ? 'ads'
       ORDER BY at DESC, seq DESC LIMIT 1`,
      [visit.visitorBrandId, visit.brandId],
    )
    return row ? (row.yes ? 'yes' : 'no') : null
  }

  /** Writes the answer down. Whoever was not asked, or whose browser sends GPC, has said no. */
  async function answer(
    visit: Visit & { campaign: Campaign },
    given: { answer: 'yes' | 'no'; gpc: boolean },
    { at, simulated }: Origin,
  ): Promise<void> {
    const asked = await getView(visit, visit.campaign)
    const yes = given.answer === 'yes' && !given.gpc && asked !== null
    if (asked?.answer === (yes ? 'yes' : 'no')) return
    await ledger.transaction(async (tx, emit) => {
      await tx.query(
        `UPDATE visitor_brand SET scopes = array_remove(scopes, 'ads') || CASE WHEN $2 THEN '{ads}'::text[] ELSE '{}' END
         WHERE id = $1`,
        [visit.visitorBrandId, yes],
      )
      const shared = {
        ...makeVisitShared(clock, visit, { at, simulated: simulated || visit.simulated }),
        id: clock.id(at),
        source: 'phone',
      }
      const notice = {
        scopes: ['ads' as const],
        mode: 'ask' as const,
        noticeHash: passes.getAdsNoticeHash(visit.language, asked?.recipients ?? []),
      }
      const said: Event = yes
        ? { ...shared, type: 'consent.given', data: notice }
        : asked?.answer === 'yes'
          ? { ...shared, type: 'consent.withdrawn', data: { scopes: ['ads'] } }
          : { ...shared, type: 'consent.refused', data: notice }
      await emit([said])
    })
  }

  return { getView, answer }
}
