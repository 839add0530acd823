import { getStory } from '@/domain/campaign/content'
import { parseUuidv7Time } from '@/domain/id'
import type { Language } from '@/domain/language'
import type { Carrier, Pass } from '@/domain/pass/pass'
import { isProven, type TapRefusal, tapRefusalSchema } from '@/domain/tap/event'
import type { Event } from '@/protocol/event'
import type { Campaign, Catalogue, Touchpoint } from '../campaign/data'
import { getLanguage } from '../campaign/service'
import type { Sql } from '../db/sql'
import type { Deps } from '../deps'
import { AppError, getErrorCode } from '../error'
import type { PassService } from '../pass/service'
import { makeRateLimit } from '../rate'
import type { PageRequest, TouchpointView } from '../services'
import type { ShowService, ZoneChange } from '../show/service'
import { parseOrigin } from '../simulate/note'
import type { Tokens } from '../token'
import { findHere, type Opening, type Origin, openVisit } from '../visit/open'
import { type PresenceService, pickProofQuery } from './presence'

export type TapAttempt = {
  attempt: string
  touchpoint: string
  /** A pass that came along in URL or QR. */
  pass?: string
  /** The visitor this phone's cookie names. */
  visitorId: string | null
  language: Language
}

export type TapService = ReturnType<typeof makeTapService>

/** An opening of the page is good for a tap this long. */
const ATTEMPT_MS = 15 * 60_000

export function makeTapService(
  deps: Deps,
  catalogue: Catalogue,
  passes: PassService,
  shows: ShowService,
  tokens: Tokens,
  presences: PresenceService,
) {
  const { clock, ledger } = deps
  const perVisitor = makeRateLimit({ limit: 12, windowMs: 60_000 })
  const perTouchpoint = makeRateLimit({ limit: 240, windowMs: 60_000 })

  async function refuse(
    touchpoint: Touchpoint | null,
    reason: TapRefusal,
    { at, simulated }: Origin,
    details?: { seconds: number },
  ) {
    const event: Event = {
      // An id of its own: the attempt stays good for when the reason is gone.
      id: clock.id(at),
      v: 1,
      type: 'tap.refused',
      at: clock.iso(at),
      source: 'phone',
      storeId: touchpoint?.storeId,
      zoneId: touchpoint?.zoneId,
      touchpointId: touchpoint?.id,
      ...(simulated && { simulated: true as const }),
      data: { reason },
    }
    await ledger.record([event])
    return new AppError({ code: reason, ...(details && { details }) })
  }

  /** The visit that this tap opened or went on with, if it was recorded before. */
  async function findTapped(sql: Sql, tapId: string): Promise<string | null> {
    const [row] = await sql.query<{ id: string }>(
      `SELECT id FROM visit WHERE tap_id = $1
       UNION ALL SELECT visit_id FROM event WHERE id = $1 AND type = 'tap.accepted' AND visit_id IS NOT NULL LIMIT 1`,
      [tapId],
    )
    return row?.id ?? null
  }

  /** Why a tap is not taken, as far as it can be told without looking at anything. */
  function findRefusal(
    touchpoint: Touchpoint | null,
    tapId: string,
    { visitorId }: TapAttempt,
    { at, simulated }: Origin,
  ): TapRefusal | 'visit_closed' | null {
    if (!touchpoint) return 'unknown_touchpoint'
    if (!touchpoint.active) return 'touchpoint_off'
    if (simulated) return null
    if (clock.now() - parseUuidv7Time(tapId) > ATTEMPT_MS) return 'visit_closed'
    const often = visitorId !== null && !perVisitor.take(visitorId, at)
    return often || !perTouchpoint.take(touchpoint.id, at) ? 'too_many' : null
  }

  /** The campaign a tap is for: the pass's when it runs in this store, else the touchpoint's, else the zone's. */
  async function findCampaign(touchpoint: Touchpoint, pass: Pass | null, now: number) {
    const runs = (campaign: Campaign | null) =>
      campaign?.storeIds.includes(touchpoint.storeId) && campaign.startsAt <= now && now < campaign.endsAt
        ? campaign
        : null
    const zone = await catalogue.getZone(touchpoint.zoneId)
    const passed = pass && runs(await catalogue.getCampaign(pass.campaignId))
    if (passed) return { campaign: passed, pass }
    const own = touchpoint.campaignId ?? zone?.campaignId
    const campaign = own ? runs(await catalogue.getCampaign(own)) : null
    return { campaign, pass: null }
  }

  /** A pass that counts: from the cookie first, then from what the URL brought. */
  async function findPass(given: TapAttempt, touchpoint: Touchpoint) {
    const zone = await catalogue.getZone(touchpoint.zoneId)
    const ids = [touchpoint.campaignId, zone?.campaignId].filter((id): id is string => Boolean(id))
    if (given.pass) {
      const parsed = passes.parse(given.pass)
      if (!parsed.ok) return { ok: false as const, reason: parsed.reason }
      if (!(await passes.isLive(parsed.pass.passId)))
        return { ok: false as const, reason: 'pass_invalid' as const }
      ids.push(parsed.pass.campaignId)
      const kept = given.visitorId ? await passes.findKept(given.visitorId, ids) : null
      if (kept) return { ok: true as const, pass: kept, kept: true, carrier: 'cookie' as Carrier }
      return { ok: true as const, pass: parsed.pass, kept: false, carrier: 'url' as Carrier }
    }
    const kept = given.visitorId ? await passes.findKept(given.visitorId, ids) : null
    return kept
      ? { ok: true as const, pass: kept, kept: true, carrier: 'cookie' as Carrier }
      : { ok: true as const, pass: null, kept: false, carrier: undefined }
  }

  return {
    async openTouchpoint(id: string, request: PageRequest): Promise<TouchpointView | null> {
      const touchpoint = await catalogue.getTouchpoint(id)
      if (!touchpoint) return null
      const [store, zone] = await Promise.all([
        catalogue.getStore(touchpoint.storeId),
        catalogue.getZone(touchpoint.zoneId),
      ])
      if (!store || !zone) return null
      const campaignId = touchpoint.campaignId ?? zone.campaignId
      const campaign = campaignId ? await catalogue.getCampaign(campaignId) : null
      const story = campaign && getStory(campaign.stories, null)
      // The tap's event id is minted here, so it must carry the time that a demo's simulator says.
      const { demo } = await catalogue.getConsentMode()
      const { at } = parseOrigin(request.headers, { clock, tokens, demo })
      return {
        id,
        language: getLanguage(request),
        store: store.name,
        zone: zone.name,
        brand: campaign?.brand ?? null,
        line: story?.phone.line ?? zone.name,
        sub: story?.phone.sub ?? store.name,
        attempt: tokens.makeAttempt(clock.id(at), id, pickProofQuery(request.url.search)),
      }
    },

    /** An attempt for a program: what opening the page would have given. `search` is its address' query, raw. */
    makeAttempt: (touchpointId: string, at = clock.now(), search = '') =>
      tokens.makeAttempt(clock.id(at), touchpointId, pickProofQuery(search)),

    /**
     * Records a tap, joins it with a pass, opens the visit and wakes the zone. The same attempt again answers the same
     * visit. @throws AppError with the refusal, which is an event too
     */
    async record(given: TapAttempt, origin: Origin): Promise<{ visitId: string; token: string }> {
      const attempt = tokens.parseAttempt(given.attempt)
      if (!attempt || attempt.touchpointId !== given.touchpoint) throw new AppError({ code: 'bad_request' })
      const tapId = attempt.eventId
      const touchpoint = await catalogue.getTouchpoint(given.touchpoint)
      const refusal = findRefusal(touchpoint, tapId, given, origin)
      if (!touchpoint || refusal) {
        // What was taken before stays taken, whatever has happened to its touchpoint since.
        const known = await findTapped(deps.db.service, tapId)
        if (known) return { visitId: known, token: tokens.makeVisit(known) }
        if (refusal === 'visit_closed') throw new AppError({ code: 'visit_closed' })
        throw await refuse(touchpoint, refusal ?? 'unknown_touchpoint', origin)
      }
      const shown = await presences.verify(touchpoint.id, attempt.query)
      if (!shown.ok) {
        // A code that was taken in time stays taken, however old it is when its tap is sent again.
        const known = await findTapped(deps.db.service, tapId)
        if (known) return { visitId: known, token: tokens.makeVisit(known) }
        throw await refuse(touchpoint, shown.reason, origin, shown.details)
      }
      const { presence } = shown
      const found = await findPass(given, touchpoint)
      if (!found.ok) throw await refuse(touchpoint, found.reason, origin)
      const { campaign, pass } = await findCampaign(touchpoint, found.pass, origin.at)
      if (!campaign) throw await refuse(touchpoint, 'campaign_over', origin)
      const link = pass?.linkId ? await catalogue.getLinkById(pass.linkId) : null
      const clickedAt = pass?.clickId ? new Date(parseUuidv7Time(pass.clickId)) : null
      const visitorId = given.visitorId ?? clock.id(origin.at)
      const opening: Opening = {
        tapId,
        touchpoint,
        campaign,
        visitorId,
        kept: found.kept && pass !== null,
        pass,
        carrier: found.carrier,
        link,
        clickedAt,
        language: given.language,
        presence,
        proven: isProven(presence.proof, campaign.proof),
      }

      const commit = async (): Promise<string> => {
        let change: ZoneChange | null = null
        const visitId = await ledger.transaction(async (tx, emit) => {
          // Asked in one go, and first for the zone, as an answer does: else the two would wait for each other.
          const [zone, known, here] = await Promise.all([
            shows.lock(tx, touchpoint.zoneId),
            findTapped(tx, tapId),
            findHere(tx, clock, opening, origin.at),
          ])
          if (known) return known
          const spent = await presences.spend(tx, presence, {
            touchpointId: touchpoint.id,
            visitorBrandId: here.visitorBrandId,
            at: origin.at,
          })
          if (spent) throw new AppError({ code: spent })
          const opened = await openVisit(tx, emit, clock, opening, here, origin)
          const plays =
            !origin.simulated && (opened.isNew || !['finished', 'closed'].includes(opened.visit.stage))
          change = plays
            ? await shows.applyTo(tx, emit, zone, {
                type: 'join',
                turn: {
                  visitId: opened.visit.id,
                  visitorId: opened.visit.visitor_brand_id,
                  brandId: campaign.brandId,
                  campaignId: campaign.id,
                  storyKey: opened.visit.story_key,
                  language: given.language,
                  light: opened.visit.light,
                  simulated: origin.simulated,
                },
              })
            : null
          return opened.visit.id
        })
        shows.tell(change)
        return visitId
      }
      try {
        const visitId = await commit()
        return { visitId, token: tokens.makeVisit(visitId) }
      } catch (error) {
        const spent = tapRefusalSchema.safeParse(getErrorCode(error))
        if (spent.success) throw await refuse(touchpoint, spent.data, origin)
        // The same attempt, or the same phone, was here a moment before: its visit is the answer.
        if (!isTaken(error)) throw error
        const visitId = (await findTapped(deps.db.service, tapId)) ?? (await commit())
        return { visitId, token: tokens.makeVisit(visitId) }
      }
    },
  }
}

/** A unique row or an event id is there already. */
const isTaken = (error: unknown) =>
  (error as { code?: string }).code === '23505' || (error as { code?: string }).code === 'event_conflict'
