import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Api } from './api/app'
import type { ShopperParts } from './api/shopper'
import type { StaffParts } from './api/staff'
import { makeApiKeys } from './auth/api-key'
import { makeAuth } from './auth/auth'
import { makeCatalogue } from './campaign/data'
import { makeCampaignService } from './campaign/service'
import type { Prisma } from './db/prisma'
import type { Deps } from './deps'
import { makeFloorService } from './floor/service'
import type { LiveParts } from './live/parts'
import { makeRedemptionService } from './offer/redemption'
import { makeOfferService } from './offer/service'
import { makePlaceOrder } from './order/place'
import { makePassService } from './pass/service'
import { makePlayStage } from './play/stage'
import { makeScreenService } from './screen/service'
import type { Services } from './services'
import { makeShowService } from './show/service'
import { makeTapService } from './tap/service'
import { makeTokens } from './token'
import { makeVisitService } from './visit/service'

/** Builds every service once, in the order they stand on each other. */
export async function makeHouse(deps: Deps, prisma: Prisma, version: string) {
  const { config, db, secrets, clock } = deps
  const retailer = { demo: false, mode: 'ask' as 'ask' | 'notice' }
  const playOpen = () => (config.play ? config.play === 'on' : retailer.demo)

  const tokens = makeTokens(secrets.token)
  const auth = makeAuth(deps, prisma, () => config.publicUrl ?? '')
  const keys = makeApiKeys(deps)
  const catalogue = makeCatalogue(db.service)
  const passes = makePassService(deps)
  const offers = makeOfferService(deps, catalogue)
  const shows = makeShowService(deps, catalogue, offers)
  const campaigns = makeCampaignService(deps, catalogue, passes, tokens)
  const taps = makeTapService(deps, catalogue, passes, shows, tokens)
  const visits = makeVisitService(deps, catalogue, passes, campaigns, shows, offers, tokens)
  const screens = makeScreenService(deps, catalogue, { virtual: playOpen })
  const floor = makeFloorService(deps, catalogue)
  const placeOrder = makePlaceOrder(clock)
  const redemptions = makeRedemptionService(deps, catalogue, placeOrder)
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
    visit: { getView: visits.getView, getKept: visits.getKept, getCoupon: visits.getCoupon },
    floor: {
      getStores: floor.getStores,
      getFloor: floor.getFloor,
      getLog: floor.getLog,
      getSettlement: redemptions.getSettlement,
    },
    brand: makeNoBrand(),
    auth: { getViewer: (headers) => auth.getViewer(headers) },
    playStage,
  }
  const shopper: ShopperParts = { deps, tokens, campaigns, passes, taps, visits, demo: () => retailer.demo }
  const staff: StaffParts = { deps, auth, catalogue, redemptions, shows, screens }
  const live: LiveParts = {
    auth,
    catalogue,
    floor,
    screens,
    shows,
    visits,
    toBrandEvent: () => null,
    play: true,
  }

  return {
    services,
    auth,
    keys,
    shows,
    visits,
    shopper,
    staff,
    live,
    screen: { deps, screens },
    registerMore(_api: Api) {},
    answerDemo: (_req: IncomingMessage, _res: ServerResponse) => false,
    /** Reads what kind of installation this is, after it was made. */
    async refresh() {
      catalogue.refresh()
      Object.assign(retailer, await catalogue.getConsentMode())
    },
    async start() {},
    async stop() {},
    async fillDemo() {},
  }
}
function makeNoBrand(): Services['brand'] {
  return {
    getCampaigns: async () => [],
    getFunnel: async () => null,
    getCredit: async () => null,
    getDeliveries: async () => [],
    getEvents: async () => [],
    getName: async () => ({ zh: '', en: '' }),
    getStoreFigures: async () => [],
  }
}
