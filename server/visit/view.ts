import { getStory } from '@/domain/campaign/content'
import { getPlace, getWaitMs, TURN_MS } from '@/domain/show/zone'
import { getNeeded } from '@/domain/tap/proof'
import { getProofRule } from '@/domain/tap/second'
import type { AdsView, CouponView, VisitView } from '@/protocol/visit'
import type { Campaign, Catalogue } from '../campaign/data'
import type { Deps } from '../deps'
import type { ShowService } from '../show/service'
import type { Tokens } from '../token'
import { type CouponRow, findCoupon, isProofCapped, type Visit } from './data'

/** What a phone shows of a visit and of a coupon. */
export function makeVisitViews(
  { clock, db, config }: Deps,
  catalogue: Catalogue,
  shows: ShowService,
  tokens: Tokens,
  getAds: (visit: Visit, campaign: Campaign) => Promise<AdsView | null>,
) {
  async function makeView(visit: Visit): Promise<VisitView | null> {
    const [campaign, store, zoneRow, zone, coupon] = await Promise.all([
      catalogue.getCampaign(visit.campaignId),
      catalogue.getStore(visit.storeId),
      catalogue.getZone(visit.zoneId),
      shows.getZone(visit.zoneId),
      findCoupon(db.service, visit.visitorBrandId, visit.campaignId),
    ])
    if (!campaign || !store || !zoneRow || !zone) return null
    const { state } = zone
    const now = clock.now()
    const leads = state.leader?.visitId === visit.id
    const place = getPlace(state, visit.id)
    const proof = coupon ? null : await makeProofView(visit, campaign, now)
    // What a second proof can still earn may be spoken of; what nothing can is not.
    const earns =
      visit.proven || campaign.unproven === 'coupon' || (proof !== null && proof.state !== 'failed')
    const story = getStory(campaign.stories, visit.storyKey)
    const general = getStory(campaign.stories, null)
    const asking = visit.answer === null && visit.stage !== 'finished' && visit.stage !== 'closed'
    const said =
      visit.stage === 'finished' ? story.finale : visit.answer === 'yes' ? story.phone : general.phone
    const offer = campaign.offer
    return {
      visitId: visit.id,
      token: tokens.makeVisit(visit.id),
      stage: asking ? 'asking' : visit.stage,
      language: visit.language,
      now,
      store: store.name,
      timeZone: store.timeZone,
      zone: zoneRow.name,
      brand: campaign.brand,
      campaign: campaign.name,
      light: visit.light,
      question: asking ? (visit.passId && !visit.kept ? 'ad' : 'visit') : null,
      answer: visit.answer,
      clickedAt: visit.answer === 'yes' ? (visit.clickedAt?.getTime() ?? null) : null,
      line: said.line,
      sub: said.sub,
      halts: campaign.show.halts,
      lit: visit.lit,
      lamp: leads && state.leader ? state.leader.lamp : campaign.show.start,
      place,
      waitMs: place === null ? null : getWaitMs(state, place, now),
      takeBy: place === 1 ? state.calledUntil : null,
      endsAt: leads && state.leader ? state.leader.startedAt + TURN_MS : null,
      discount: earns ? (offer?.discount ?? null) : null,
      currency: offer?.currency ?? 'CNY',
      coupon: coupon && makeCouponView(coupon),
      proof,
      offerState:
        !earns || !offer ? 'not_earned' : coupon ? 'open' : await getOfferState(offer.id, state.offerStopped),
      kept: visit.kept,
      ads: coupon && visit.stage === 'finished' ? await getAds(visit, campaign) : null,
    }
  }

  async function makeProofView(visit: Visit, campaign: Campaign, now: number): Promise<VisitView['proof']> {
    const none = { until: null, asked: 0, right: 0, needed: 0, tries: 0, was: null }
    if (visit.proof?.status === 'failed') return { ...none, state: 'failed' }
    const rule = getProofRule(campaign, visit)
    if (!rule || visit.stage === 'closed') return null
    if (visit.proof?.status !== 'open') {
      const full = await isProofCapped(db.service, visit.touchpointId, now)
      return full ? null : { ...none, state: 'offered', needed: rule.tries[0] ?? 1, tries: rule.tries.length }
    }
    const { state, was } = visit.proof
    return {
      state: 'open',
      until: state.question.expiresAt > now ? state.question.expiresAt : null,
      asked: state.asked,
      right: state.right,
      needed: getNeeded(state),
      tries: rule.tries.length - state.attempt,
      was,
    }
  }

  async function getOfferState(offerId: string, stopped: boolean): Promise<VisitView['offerState']> {
    const [row] = await db.service.query<{ left: number }>(
      'SELECT stock - issued AS left FROM offer WHERE id = $1',
      [offerId],
    )
    return stopped ? 'stopped' : row && row.left > 0 ? 'open' : 'sold_out'
  }

  function makeCouponView(coupon: CouponRow): CouponView {
    const expired = coupon.status === 'issued' && coupon.expiresAt <= clock.now()
    return {
      ...coupon,
      url: `${config.publicUrl ?? ''}/c/${coupon.code}`,
      status: expired ? 'expired' : coupon.status,
    }
  }

  return { makeView, makeCouponView }
}
