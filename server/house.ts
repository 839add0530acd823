import type { IncomingMessage, ServerResponse } from 'node:http'
import { makeBrandEvent } from './analytics/event'
import { makeAnalytics } from './analytics/service'
import type { Api } from './api/app'
import { getOrigin } from './api/request'
import type { ShopperParts } from './api/shopper'
import type { StaffParts } from './api/staff'
import { makeAttribution } from './attribution/service'
import { makeApiKeys } from './auth/api-key'
import { makeAuth } from './auth/auth'
import { makeCatalogue } from './campaign/data'
import { makeCampaignService } from './campaign/service'
import type { Prisma } from './db/prisma'
import { makeDemoSecrets, pointDemoDestinations } from './demo/destination'
import type { Deps } from './deps'
import { makeReceiver } from './feedback/receiver'
import { makeFeedback } from './feedback/service'
import { makeFloorService } from './floor/service'
import type { LiveParts } from './live/parts'
import { makeRedemptionService } from './offer/redemption'
import { makeOfferService } from './offer/service'
import { registerOrderRoutes } from './order/route'
import { makeOrderService } from './order/service'
import { makePassService } from './pass/service'
import { makePlayStage } from './play/stage'
import { makeErasures } from './privacy/erasure'
import { makeRetention } from './privacy/retention'
import { makeScreenService } from './screen/service'
import type { Services } from './services'
import { makeShowService } from './show/service'
import { fillDemo } from './simulate/fill'
import { registerTagRoutes } from './tag/route'
import { makeTagService } from './tag/service'
import { makePresenceService } from './tap/presence'
import { makeTapService } from './tap/service'
import { makeTokens } from './token'
import { makeVisitService } from './visit/service'

/** Builds every service once, in the order they stand on each other. */
export async function makeHouse(deps: Deps, prisma: Prisma, version: string) {
  const { config, clock, db, secrets, tombstones } = deps
  const retailer = { demo: false, mode: 'ask' as 'ask' | 'notice' }
  const playOpen = () => (config.play ? config.play === 'on' : retailer.demo)

  const tokens = makeTokens(secrets.token, tombstones.isErased)
  const auth = makeAuth(deps, prisma, () => config.publicUrl ?? '')
  const keys = makeApiKeys(deps)
  const catalogue = makeCatalogue(db.lookup)
  const passes = makePassService(deps)
  const offers = makeOfferService(deps, catalogue)
  const shows = makeShowService(deps, catalogue, offers)
  const campaigns = makeCampaignService(deps, catalogue, passes, tokens)
  const tags = makeTagService(deps)
  const presences = makePresenceService(deps, tags)
  const taps = makeTapService(deps, catalogue, passes, shows, tokens, presences)
  const visits = makeVisitService(deps, catalogue, passes, campaigns, shows, offers, tokens)
  const erasures = makeErasures(deps, visits)
  const retention = makeRetention(deps)
  const screens = makeScreenService(deps, catalogue, { virtual: playOpen })
  const floor = makeFloorService(deps, catalogue)
  const orders = makeOrderService(deps, async (jws) => {
    const parsed = passes.parse(jws)
    return parsed.ok && (await passes.isLive(parsed.pass.passId)) ? parsed.pass : null
  })
  const redemptions = makeRedemptionService(deps, catalogue, orders.placeOrder)
  const analytics = makeAnalytics(deps)
  const attribution = makeAttribution(deps)
  const feedback = makeFeedback(deps)
  const readers = [analytics.reader, attribution.reader, feedback.reader]
  const receiver = makeReceiver({ secrets: makeDemoSecrets(secrets.token), now: clock.now })
  const closing = new AbortController()
  let filling: Promise<unknown> = Promise.resolve()
  let offCommitted = () => {}
  let document = (): unknown => null
  const playStage = makePlayStage(deps, catalogue, playOpen)

  const services: Services = {
    publicUrl: config.publicUrl ?? '',
    version,
    get demo() {
      return retailer.demo
    },
    get play() {
      return playOpen()
    },
    get consentMode() {
      return retailer.mode
    },
    campaign: { openLink: campaigns.openLink, openPass: campaigns.openPass },
    tap: { openTouchpoint: taps.openTouchpoint },
    visit: { getView: visits.getView, getMe: visits.getMeOf, getCoupon: visits.getCoupon },
    floor: {
      getStores: floor.getStores,
      getFloor: floor.getFloor,
      getLog: floor.getLog,
      getSettlement: redemptions.getSettlement,
    },
    privacy: { getRetention: retention.getRows },
    brand: analytics.brand,
    auth: { getViewer: (headers) => auth.getViewer(headers) },
    api: { getDocument: () => document() },
    playStage,
  }
  const shopper: ShopperParts = {
    deps,
    tokens,
    campaigns,
    passes,
    taps,
    visits,
    erasures,
    demo: () => retailer.demo,
  }
  const demo = () => retailer.demo
  const staff: StaffParts = { deps, auth, catalogue, redemptions, shows, screens, visits, tokens, demo }
  const live: LiveParts = {
    auth,
    catalogue,
    floor,
    screens,
    shows,
    visits,
    presences,
    toBrandEvent: makeBrandEvent,
    play: playOpen,
  }

  return {
    services,
    auth,
    keys,
    shows,
    visits,
    tags,
    presences,
    erasures,
    retention,
    shopper,
    staff,
    live,
    screen: { deps, screens },
    registerMore(api: Api) {
      registerOrderRoutes(api, orders, keys, (request) => getOrigin(request, deps, tokens, retailer.demo))
      registerTagRoutes(api, { auth, catalogue, tags })
    },
    /** The demo's own ad platforms; whether the request was for them. */
    answerDemo: (req: IncomingMessage, res: ServerResponse) => retailer.demo && receiver.handle(req, res),
    /** Where the API's description comes from, once it is made. */
    describe(get: () => unknown) {
      document = get
    },
    /** Reads what kind of installation this is, after it was made. */
    async refresh() {
      catalogue.refresh()
      Object.assign(retailer, await catalogue.getConsentMode())
    },
    async start() {
      if (retailer.demo) await pointDemoDestinations(db.service, config.port)
      await feedback.start()
      for (const reader of readers) reader.start()
      offCommitted = deps.ledger.onCommitted((events) => {
        for (const reader of readers) reader.wake(events)
      })
    },
    async stop() {
      closing.abort()
      // Whoever started it hears of its failure.
      await filling.catch(() => {})
      offCommitted()
      await Promise.all(readers.map((reader) => reader.stop()))
      await feedback.stop()
    },
    /** Once after a demo was installed: the week before it was opened. */
    fillDemo() {
      filling = fillDemo(deps, tokens, closing.signal)
      return filling
    },
  }
}
