import { getStory } from '@/domain/campaign/content'
import { FIRST_SCOPES } from '@/domain/consent/consent'
import type { Language } from '@/domain/language'
import { parseCode } from '@/domain/offer/code'
import { type Direction, getNextHalt } from '@/domain/show/lamp'
import type { ProofPick } from '@/domain/tap/second'
import type { Event } from '@/protocol/event'
import type { CouponView, VisitView } from '@/protocol/visit'
import type { Campaign, Catalogue } from '../campaign/data'
import type { CampaignService } from '../campaign/service'
import type { Sql } from '../db/sql'
import type { Deps } from '../deps'
import { AppError } from '../error'
import type { OfferService } from '../offer/service'
import type { PassService } from '../pass/service'
import { findMe } from '../privacy/me'
import type { PageRequest } from '../services'
import type { ShowService, ZoneChange } from '../show/service'
import type { Tokens } from '../token'
import { makeAdsQuestion } from './ads'
import { findCouponByCode, type Visit, visitRow } from './data'
import { makeVisitShared } from './event'
import { makeIdleSweep } from './idle'
import type { Origin } from './open'
import { makeProofs } from './proof'
import { makeVisitViews } from './view'

export type VisitService = ReturnType<typeof makeVisitService>

/** One visitor in one store for a while: what their phone shows and may do. */
export function makeVisitService(
  deps: Deps,
  catalogue: Catalogue,
  passes: PassService,
  campaigns: CampaignService,
  shows: ShowService,
  offers: OfferService,
  tokens: Tokens,
) {
  const { clock, db, ledger } = deps
  const listeners = new Set<(visitId: string) => void>()
  const tell = (visitId: string) => {
    for (const listener of listeners) listener(visitId)
  }

  const proofs = makeProofs(deps, catalogue, shows, offers, tell)
  const ads = makeAdsQuestion(deps, catalogue, passes)
  const { makeView, makeCouponView } = makeVisitViews(deps, catalogue, shows, tokens, ads.getView)

  async function find(sql: Sql, token: string): Promise<Visit | null> {
    const id = tokens.parseVisit(token)
    if (!id) return null
    const [row] = await sql.query('SELECT * FROM visit WHERE id = $1', [id])
    return row ? visitRow.parse(row) : null
  }

  async function need(token: string): Promise<Visit & { campaign: Campaign }> {
    const visit = await find(db.service, token)
    const campaign = visit && (await catalogue.getCampaign(visit.campaignId))
    if (!visit || !campaign) throw new AppError({ code: 'visit_unknown' })
    if (visit.stage === 'closed') throw new AppError({ code: 'visit_closed' })
    return { ...visit, campaign }
  }

  /** Answers yes or no to the one question. Yes keeps the pass and names the visitor whose cookie is to be set. */
  async function answer(
    token: string,
    given: { answer: 'yes' | 'no'; gpc: boolean },
    { at, simulated }: Origin,
  ): Promise<{ visitorId: string | null }> {
    const visit = await need(token)
    if (visit.answer === given.answer)
      return { visitorId: given.answer === 'yes' ? await getVisitorOf(visit) : null }
    const yes = given.answer === 'yes'
    const link = visit.linkId ? await catalogue.getLinkById(visit.linkId) : null
    const storyKey = getStory(visit.campaign.stories, yes ? link?.storyKey : null).key
    const click = yes ? await campaigns.findClickOfPass(visit.clickId, visit.campaignId) : null
    const visitorId = yes ? await getVisitorOf(visit) : null
    let change: ZoneChange | null = null
    await ledger.transaction(async (tx, emit) => {
      // The zone's row is locked before the visit's, here as everywhere, so that two never wait for each other.
      change = await shows.applyIn(tx, emit, visit.zoneId, { type: 'change', visitId: visit.id, storyKey })
      await tx.query(
        'UPDATE visit SET answer = $2, story_key = $3, kept = $4, last_seen_at = $5 WHERE id = $1',
        [visit.id, given.answer, storyKey, yes, new Date(at)],
      )
      if (yes) {
        await passes.keep(tx, emit, {
          visitorId,
          visitorBrandId: visit.visitorBrandId,
          brandId: visit.brandId,
          campaignId: visit.campaignId,
          click,
          linkId: link?.id,
          channel: link?.channel,
          carrier: visit.passId ? 'url' : 'cookie',
          language: visit.language,
          mode: 'ask',
          gpc: given.gpc,
          visitId: visit.id,
          storeId: visit.storeId,
          simulated,
          at,
        })
        return
      }
      if (visit.answer === 'yes') await passes.withdraw(tx, emit, visit.visitorBrandId, visit.brandId, at)
      const refused: Event = {
        ...makeVisitShared(clock, visit, { at, simulated }),
        id: clock.id(at),
        source: 'phone',
        type: 'consent.refused',
        data: {
          scopes: [...FIRST_SCOPES],
          mode: 'ask',
          noticeHash: passes.getNoticeHash(visit.language),
        },
      }
      await emit([refused])
    })
    shows.tell(change)
    tell(visit.id)
    return { visitorId }
  }

  async function getVisitorOf(visit: Visit): Promise<string | null> {
    const [row] = await db.service.query<{ visitor_id: string }>(
      'SELECT visitor_id FROM visitor_brand WHERE id = $1',
      [visit.visitorBrandId],
    )
    return row?.visitor_id ?? null
  }

  /** Lights a halt: on the wall for the one who leads, on the phone alone for the others. */
  async function light(token: string, halt: string, { at, simulated }: Origin): Promise<void> {
    const visit = await need(token)
    const next = getNextHalt(visit.campaign.show, visit.lit)
    if (visit.lit.includes(halt)) return
    if (next?.key !== halt) throw new AppError({ code: 'story_unfinished' })
    if (visit.stage === 'leading') {
      await shows.apply(visit.zoneId, { type: 'light', visitId: visit.id, halt })
      return
    }
    if (visit.stage !== 'phone') throw new AppError({ code: 'not_your_turn' })
    const stopped = (await shows.getZone(visit.zoneId))?.state.offerStopped ?? false
    await ledger.transaction(async (tx, emit) => {
      const [row] = await tx.query<{ lit: string[] }>(
        `UPDATE visit SET lit = array_append(lit, $2), last_seen_at = $3
         WHERE id = $1 AND NOT $2 = ANY(lit) AND stage = 'phone' RETURNING lit`,
        [visit.id, halt, new Date(at)],
      )
      if (!row) return
      const engaged: Event = {
        ...makeVisitShared(clock, visit, { at, simulated }),
        id: clock.id(at),
        source: 'phone',
        type: 'show.engaged',
        data: { kind: 'halt_lit', halt, surface: 'phone' },
      }
      await emit([engaged])
      if (visit.campaign.show.halts.every(({ key }) => row.lit.includes(key))) {
        await offers.finish(tx, emit, visit.id, { stopped, surface: 'phone', at })
      }
    })
    tell(visit.id)
  }

  /** A simulated shopper stands in no zone and is not swept up: leaving is the end of the visit. */
  async function leaveSimulated(visit: Visit, at: number): Promise<void> {
    if (!visit.simulated) throw new AppError({ code: 'event_from_simulator' })
    await ledger.transaction(async (tx, emit) => {
      const [row] = await tx.query(
        `UPDATE visit SET closed_at = $2, stage = 'closed' WHERE id = $1 AND closed_at IS NULL RETURNING id`,
        [visit.id, new Date(at)],
      )
      const closed: Event = {
        ...makeVisitShared(clock, visit, { at, simulated: true }),
        id: clock.id(at),
        type: 'visit.closed',
        data: { reason: 'left' },
      }
      if (row) await emit([closed])
    })
  }

  return {
    find: (token: string) => find(db.service, token),
    getVisitorOf,
    answer,
    light,

    /** A pick of the second proof, or the wish for a question. */
    pick: async (token: string, given: { pick: ProofPick; asked?: number }) =>
      proofs.pick(await need(token), given),
    confirm: proofs.confirm,
    /** Answers the question about ad platforms. */
    async answerAds(token: string, given: { answer: 'yes' | 'no'; gpc: boolean }, origin: Origin) {
      const visit = await need(token)
      await ads.answer(visit, given, origin)
      tell(visit.id)
    },

    async getView(token: string): Promise<VisitView | null> {
      const visit = await find(db.service, token)
      return visit && makeView(visit)
    },

    async getViewById(visitId: string): Promise<VisitView | null> {
      const [row] = await db.service.query('SELECT * FROM visit WHERE id = $1', [visitId])
      return row ? makeView(visitRow.parse(row)) : null
    },

    async getCoupon(code: string): Promise<CouponView | null> {
      const known = parseCode(code)
      const coupon = known === null ? null : await findCouponByCode(db.service, known)
      return coupon && makeCouponView(coupon)
    },

    /** Takes the lamp, passes it on, or goes on on the phone alone. */
    async act(
      token: string,
      action: 'take' | 'leave' | 'phone',
      origin: Origin = { at: clock.now(), simulated: false },
    ): Promise<void> {
      const visit = await need(token)
      if (origin.simulated) return action === 'leave' ? leaveSimulated(visit, origin.at) : undefined
      const command =
        action === 'take'
          ? ({ type: 'take', visitId: visit.id } as const)
          : ({
              type: 'leave',
              visitId: visit.id,
              reason: action === 'leave' ? 'left' : 'phone_only',
            } as const)
      const change = await shows.apply(visit.zoneId, command)
      if (!change && action === 'take') {
        const zone = await shows.getZone(visit.zoneId)
        if (zone?.state.leader?.visitId === visit.id) return
        throw new AppError({ code: zone?.state.paused ? 'zone_paused' : 'not_your_turn' })
      }
    },

    /** One press of a step button; lights the halt it reaches. */
    async step(token: string, direction: Direction): Promise<void> {
      const visit = await need(token)
      if (await shows.step(visit.zoneId, visit.id, direction)) return
      const zone = await shows.getZone(visit.zoneId)
      if (zone?.state.leader?.visitId !== visit.id) throw new AppError({ code: 'not_your_turn' })
    },

    /**
     * Takes a yes back wherever this visitor stands now, so that no page or wall goes on knowing them: towards one brand,
     * or towards all.
     */
    async forget(
      visitorId: string,
      { gpc, brandId = null }: { gpc: boolean; brandId?: string | null },
      origin: Origin,
    ): Promise<void> {
      const open = await db.service.query<{ id: string }>(
        `SELECT v.id FROM visit v JOIN visitor_brand b ON b.id = v.visitor_brand_id
         WHERE b.visitor_id = $1 AND v.closed_at IS NULL AND v.answer = 'yes'
           AND ($2::text IS NULL OR b.brand_id = $2) ORDER BY v.id`,
        [visitorId, brandId],
      )
      for (const { id } of open) await answer(tokens.makeVisit(id), { answer: 'no', gpc }, origin)
      await passes.forget(visitorId, brandId)
    },

    /** Ends this visitor's open visits wherever they are: the lamp goes on to the next. */
    async end(visitorId: string, { at, simulated }: Origin): Promise<void> {
      const rows = await db.service.query(
        `SELECT v.* FROM visit v JOIN visitor_brand b ON b.id = v.visitor_brand_id
         WHERE b.visitor_id = $1 AND v.closed_at IS NULL ORDER BY v.id`,
        [visitorId],
      )
      for (const visit of rows.map((row) => visitRow.parse(row))) {
        let change: ZoneChange | null = null
        await ledger.transaction(async (tx, emit) => {
          const { zoneId, id: visitId } = visit
          change = await shows.applyIn(tx, emit, zoneId, { type: 'leave', visitId, reason: 'left' })
          await tx.query("UPDATE visit SET closed_at = $2, stage = 'closed' WHERE id = $1", [
            visitId,
            new Date(at),
          ])
          const closed: Event = {
            ...makeVisitShared(clock, visit, { at, simulated: simulated || visit.simulated }),
            id: clock.id(at),
            type: 'visit.closed',
            data: { reason: 'forgotten' },
          }
          await emit([closed])
        })
        shows.tell(change)
        tell(visit.id)
      }
    },

    async renewCoupon(token: string): Promise<void> {
      const visit = await need(token)
      await offers.renew(visit.id)
      tell(visit.id)
    },

    async setLanguage(token: string, language: Language): Promise<void> {
      const visit = await need(token)
      let change: ZoneChange | null = null
      await ledger.transaction(async (tx, emit) => {
        change = await shows.applyIn(tx, emit, visit.zoneId, { type: 'change', visitId: visit.id, language })
        await tx.query('UPDATE visit SET language = $2 WHERE id = $1', [visit.id, language])
      })
      shows.tell(change)
      tell(visit.id)
    },

    /** The phone is still there. */
    async seen(visitId: string): Promise<void> {
      await db.service.query('UPDATE visit SET last_seen_at = $2 WHERE id = $1 AND closed_at IS NULL', [
        visitId,
        new Date(clock.now()),
      ])
    },

    closeIdle: makeIdleSweep(deps),
    /** All that is known of a visitor; null is somebody without a cookie. */
    getMe: (visitorId: string | null) => findMe(db.service, catalogue, visitorId),
    getMeOf: (request: PageRequest) => findMe(db.service, catalogue, campaigns.getVisitor(request)),

    onChange(listener: (visitId: string) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
