import { isbot } from 'isbot'
import { getNoClickReason, parseLandingQuery } from '@/domain/campaign/click'
import { LANGUAGES, type Language, parseAcceptLanguage } from '@/domain/language'
import type { Event } from '@/protocol/event'
import { getCookieName, makeVisitorCookie, readCookie } from '../cookie'
import type { Deps } from '../deps'
import type { ClickRow, PassService } from '../pass/service'
import type { LandingView, PageRequest, PassView } from '../services'
import { parseOrigin } from '../simulate/note'
import type { Tokens } from '../token'
import type { Origin } from '../visit/open'
import type { Campaign, Catalogue, Link } from './data'

export type CampaignService = ReturnType<typeof makeCampaignService>

/** The language a page is asked for: `?lang=` first, then the browser's. */
export function getLanguage({ url, headers }: Pick<PageRequest, 'url' | 'headers'>): Language {
  const asked = url.searchParams.get('lang')
  return (
    LANGUAGES.find((language) => language === asked) ?? parseAcceptLanguage(headers.get('accept-language'))
  )
}

/** Links, clicks and the pages behind them. */
export function makeCampaignService(deps: Deps, catalogue: Catalogue, passes: PassService, tokens: Tokens) {
  const { clock, db, ledger, config } = deps
  const secure = () => (config.publicUrl ?? '').startsWith('https:')

  const getVisitor = ({ headers, base }: PageRequest) =>
    tokens.parseVisitor(readCookie(headers.get('cookie'), getCookieName(base)) ?? '')

  async function recordClick(link: Link, request: PageRequest, language: Language): Promise<ClickRow | null> {
    const { headers, url } = request
    // A language switch or a page asked for again with its click at hand is the same visit to the link.
    if (url.searchParams.has('lang') || url.searchParams.has('click')) return null
    if (getNoClickReason('GET', headers, isbot)) return null
    const { demo } = await catalogue.getConsentMode()
    const { at, simulated } = parseOrigin(headers, { clock, tokens, demo })
    const gpc = headers.get('sec-gpc') === '1'
    const { clickIds, utm } = parseLandingQuery(url.searchParams)
    const visitorId = getVisitor(request)
    return ledger.transaction(async (tx, emit) => {
      // Who keeps a pass of this brand has agreed to be recognised: the click is theirs at once.
      const [known] = visitorId
        ? await tx.query<{ id: string }>(
            `SELECT id FROM visitor_brand WHERE visitor_id = $1 AND brand_id = $2 AND 'story' = ANY(scopes)`,
            [visitorId, link.brandId],
          )
        : []
      const event: Event = {
        id: clock.id(at),
        v: 1,
        type: 'campaign.clicked',
        at: clock.iso(at),
        source: 'phone',
        brandId: link.brandId,
        campaignId: link.campaignId,
        visitorId: known?.id,
        ...(simulated && { simulated: true as const }),
        data: { linkId: link.id, channel: link.channel, language, clickIds: gpc ? {} : clickIds, utm, gpc },
      }
      await tx.query(
        `INSERT INTO click (id, brand_id, campaign_id, link_id, channel, click_ids, gpc, at, visitor_brand_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          event.id,
          link.brandId,
          link.campaignId,
          link.id,
          link.channel,
          gpc ? {} : clickIds,
          gpc,
          new Date(at),
          known?.id ?? null,
        ],
      )
      await emit([event])
      return {
        id: event.id,
        linkId: link.id,
        channel: link.channel,
        campaignId: link.campaignId,
        brandId: link.brandId,
        at: new Date(at),
        gpc,
      }
    })
  }

  async function makeLanding(
    campaign: Campaign,
    given: { slug: string; click: string | null; pass: PassView | null; language: Language },
  ): Promise<LandingView> {
    const stores = await Promise.all(campaign.storeIds.map((id) => catalogue.getStore(id)))
    const { mode } = await catalogue.getConsentMode()
    return {
      ...given,
      brand: campaign.brand,
      campaign: campaign.name,
      line: campaign.landing.line,
      sub: campaign.landing.sub,
      awaits: campaign.landing.awaits,
      stores: stores.flatMap((store) =>
        store ? [{ id: store.id, name: store.name, address: store.address }] : [],
      ),
      ends: campaign.endsAt,
      timeZone: campaign.timeZone,
      consentMode: mode,
    }
  }

  const makePassView = (
    campaign: Campaign,
    jws: string,
    expiresAt: number,
    { url, base }: PageRequest,
  ): PassView => ({
    jws,
    url: passes.getUrl(jws, (config.publicUrl ?? url.origin) + base),
    expiresAt,
    campaign: campaign.name,
    brand: campaign.brand,
  })

  return {
    getVisitor,

    async openLink(slug: string, request: PageRequest) {
      const link = await catalogue.getLink(slug)
      const campaign = link && (await catalogue.getCampaign(link.campaignId))
      if (!link || !campaign) return null
      const language = getLanguage(request)
      const click = await recordClick(link, request, language)
      if (link.redirectUrl) return { redirect: link.redirectUrl }
      const { mode } = await catalogue.getConsentMode()
      const visitorId = getVisitor(request)
      const clickId = click?.id ?? request.url.searchParams.get('click')
      if (mode === 'notice' && click) {
        const gpc = request.headers.get('sec-gpc') === '1'
        const kept = await ledger.transaction((tx, emit) =>
          passes.keep(tx, emit, {
            visitorId,
            brandId: link.brandId,
            campaignId: link.campaignId,
            click,
            carrier: 'cookie',
            language,
            mode,
            gpc,
          }),
        )
        const pass = makePassView(campaign, kept.jws, kept.pass.expiresAt, request)
        return {
          landing: await makeLanding(campaign, { slug, click: click.id, pass, language }),
          cookie: makeVisitorCookie(request.base, tokens.makeVisitor(kept.visitorId), secure()),
        }
      }
      const kept = visitorId ? await passes.findKept(visitorId, [campaign.id]) : null
      const pass = kept && makePassView(campaign, passes.make({ ...kept, language }), kept.expiresAt, request)
      return { landing: await makeLanding(campaign, { slug, click: clickId, pass, language }) }
    },

    async openPass(jws: string, request: PageRequest) {
      const parsed = passes.parse(jws)
      if (!parsed.ok) return parsed
      const campaign = await catalogue.getCampaign(parsed.pass.campaignId)
      if (!campaign || !(await passes.isLive(parsed.pass.passId)))
        return { ok: false as const, reason: 'pass_invalid' as const }
      const link = parsed.pass.linkId ? await catalogue.getLinkById(parsed.pass.linkId) : null
      const pass = makePassView(campaign, jws, parsed.pass.expiresAt, request)
      const given = {
        slug: link?.slug ?? '',
        click: parsed.pass.clickId ?? null,
        pass,
        language: getLanguage(request),
      }
      return { ok: true as const, landing: await makeLanding(campaign, given) }
    },

    /** The click to bind to a pass, if it is one of this campaign that nobody has bound. */
    async findClick(id: string | undefined, campaignId: string): Promise<ClickRow | null> {
      if (!id) return null
      const [row] = await db.service.query<ClickRow>(
        `SELECT id, link_id AS "linkId", channel, campaign_id AS "campaignId", brand_id AS "brandId", at, gpc
         FROM click WHERE id = $1 AND campaign_id = $2 AND visitor_brand_id IS NULL`,
        [id, campaignId],
      )
      return row ?? null
    },

    /** The click an unkept pass carries on, whoever else it was bound to. */
    async findClickOfPass(id: string | null, campaignId: string): Promise<ClickRow | null> {
      if (!id) return null
      const [row] = await db.service.query<ClickRow>(
        `SELECT id, link_id AS "linkId", channel, campaign_id AS "campaignId", brand_id AS "brandId", at, gpc
         FROM click WHERE id = $1 AND campaign_id = $2`,
        [id, campaignId],
      )
      return row ?? null
    },

    /** "Keep my pass": the consent. Answers the pass and the cookie's value. */
    async keepPass(
      given: {
        slug: string
        click?: string
        visitorId: string | null
        language: Language
        gpc: boolean
      },
      origin: Origin,
    ) {
      const link = await catalogue.getLink(given.slug)
      if (!link) return null
      const click = await this.findClick(given.click, link.campaignId)
      const { mode } = await catalogue.getConsentMode()
      const kept = await ledger.transaction((tx, emit) =>
        passes.keep(tx, emit, {
          visitorId: given.visitorId,
          brandId: link.brandId,
          campaignId: link.campaignId,
          click,
          linkId: link.id,
          channel: link.channel,
          carrier: 'cookie',
          language: given.language,
          mode,
          gpc: given.gpc,
          at: origin.at,
          simulated: origin.simulated,
        }),
      )
      return { ...kept, campaignId: link.campaignId }
    },
  }
}
