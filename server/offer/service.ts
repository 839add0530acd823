import { makeCode } from '@/domain/offer/code'
import type { Event } from '@/protocol/event'
import type { Catalogue } from '../campaign/data'
import type { Tx } from '../db/sql'
import type { Deps } from '../deps'
import { AppError } from '../error'
import type { Emit } from '../ledger/ledger'
import { findFull } from './data'
import { refuseUsed } from './used'

type VisitRow = {
  id: string
  brand_id: string
  campaign_id: string
  store_id: string
  zone_id: string
  visitor_brand_id: string
  proven: boolean
  simulated: boolean
  stage: string
}

export type OfferService = ReturnType<typeof makeOfferService>

const DAY_MS = 24 * 3_600_000

/** Offers and the coupons they become. */
export function makeOfferService({ clock, ledger }: Deps, catalogue: Catalogue) {
  async function makeFreeCode(tx: Tx): Promise<string> {
    for (;;) {
      const code = makeCode(clock.random(48))
      if (!code) continue
      const [taken] = await tx.query('SELECT FROM coupon WHERE code = $1', [code])
      if (!taken) return code
    }
  }

  /** Issues the campaign's offer to a visit that has earned it: once per visitor and offer, never past the stock. */
  async function issue(
    tx: Tx,
    emit: Emit,
    visit: VisitRow,
    at: number,
  ): Promise<'issued' | 'had' | 'sold_out' | 'none'> {
    const campaign = await catalogue.getCampaign(visit.campaign_id)
    const offer = campaign?.offer
    if (!campaign || !offer) return 'none'
    const [had] = await tx.query('SELECT FROM coupon WHERE offer_id = $1 AND visitor_brand_id = $2', [
      offer.id,
      visit.visitor_brand_id,
    ])
    if (had) return 'had'
    // The row's lock and this condition keep fifty at once from selling what is not there.
    const [stocked] = await tx.query(
      'UPDATE offer SET issued = issued + 1 WHERE id = $1 AND issued < stock RETURNING id',
      [offer.id],
    )
    if (!stocked) return 'sold_out'
    const couponId = clock.id(at)
    const expiresAt = at + offer.validDays * DAY_MS
    const [added] = await tx.query(
      `INSERT INTO coupon (id, brand_id, offer_id, visitor_brand_id, visit_id, code, issued_at, expires_at, simulated)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (offer_id, visitor_brand_id) DO NOTHING RETURNING id`,
      [
        couponId,
        visit.brand_id,
        offer.id,
        visit.visitor_brand_id,
        visit.id,
        await makeFreeCode(tx),
        new Date(at),
        new Date(expiresAt),
        visit.simulated,
      ],
    )
    if (!added) {
      await tx.query('UPDATE offer SET issued = issued - 1 WHERE id = $1', [offer.id])
      return 'had'
    }
    await emit([
      {
        ...makeShared(visit),
        id: clock.id(at),
        at: clock.iso(at),
        type: 'offer.issued',
        data: {
          offerId: offer.id,
          couponId,
          discount: offer.discount,
          currency: offer.currency,
          expiresAt: clock.iso(expiresAt),
        },
      },
    ])
    return 'issued'
  }

  const makeShared = (visit: VisitRow) => ({
    v: 1,
    source: 'server',
    brandId: visit.brand_id,
    campaignId: visit.campaign_id,
    storeId: visit.store_id,
    zoneId: visit.zone_id,
    visitorId: visit.visitor_brand_id,
    visitId: visit.id,
    ...(visit.simulated && { simulated: true as const }),
  })

  return {
    /** The story is finished: writes it once, and issues the coupon if this visit can earn one. */
    async finish(
      tx: Tx,
      emit: Emit,
      visitId: string,
      { stopped, surface, at = clock.now() }: { stopped: boolean; surface: 'wall' | 'phone'; at?: number },
    ) {
      const [visit] = await tx.query<VisitRow>(
        `UPDATE visit SET stage = 'finished', finished_at = $2, last_seen_at = $2
         WHERE id = $1 AND stage NOT IN ('finished', 'closed')
         RETURNING id, brand_id, campaign_id, store_id, zone_id, visitor_brand_id, proven, simulated, stage`,
        [visitId, new Date(at)],
      )
      if (!visit) return
      const finished: Event = {
        ...makeShared(visit),
        id: clock.id(at),
        at: clock.iso(at),
        type: 'show.finished',
        data: { showId: visit.campaign_id, surface },
      }
      await emit([finished])
      const campaign = await catalogue.getCampaign(visit.campaign_id)
      const earns = visit.proven || campaign?.unproven === 'coupon'
      if (earns && !stopped) await issue(tx, emit, visit, at)
    },

    /** The visit is proven now: whoever has finished the story gets the coupon that waited for it. */
    async finishProven(
      tx: Tx,
      emit: Emit,
      visitId: string,
      { stopped, at }: { stopped: boolean; at: number },
    ) {
      const [visit] = await tx.query<VisitRow>(
        `SELECT id, brand_id, campaign_id, store_id, zone_id, visitor_brand_id, proven, simulated, stage
         FROM visit WHERE id = $1 AND stage = 'finished'`,
        [visitId],
      )
      if (visit && !stopped) await issue(tx, emit, visit, at)
    },

    /**
     * Gives the owner's phone a new code, which kills the old one: a screenshot is worth nothing then.
     * @throws AppError when the visit has no coupon that is still open
     */
    async renew(visitId: string): Promise<void> {
      await ledger.transaction(async (tx, emit) => {
        const [coupon] = await tx.query<VisitRow & { coupon_id: string; offer_id: string; status: string }>(
          `SELECT c.id AS coupon_id, c.offer_id, c.status, v.id, v.brand_id, v.campaign_id, v.store_id, v.zone_id,
             v.visitor_brand_id, v.proven, v.simulated, v.stage
           FROM visit v JOIN coupon c ON c.visitor_brand_id = v.visitor_brand_id AND c.brand_id = v.brand_id
           WHERE v.id = $1 ORDER BY c.issued_at DESC LIMIT 1 FOR UPDATE OF c`,
          [visitId],
        )
        if (!coupon) throw new AppError({ code: 'coupon_unknown' })
        const full = await findFull(tx, coupon.coupon_id, { by: 'id' })
        if (full?.status === 'redeemed') throw await refuseUsed(catalogue, full)
        if (full?.status !== 'issued') throw new AppError({ code: 'coupon_voided' })
        await tx.query('UPDATE coupon SET code = $2 WHERE id = $1', [
          coupon.coupon_id,
          await makeFreeCode(tx),
        ])
        await emit([
          {
            ...makeShared(coupon),
            id: clock.id(),
            at: clock.iso(),
            type: 'offer.renewed',
            data: { offerId: coupon.offer_id, couponId: coupon.coupon_id },
          },
        ])
      })
    },
  }
}
