import type { ConsentMode } from '@/domain/consent/consent'
import type { Language, Words } from '@/domain/language'
import type {
  BrandCampaign,
  BrandEvent,
  CreditTable,
  DeliveryView,
  Funnel,
  Stage,
} from '@/protocol/analytics'
import type { Event } from '@/protocol/event'
import type { Floor } from '@/protocol/floor'
import type { Me } from '@/protocol/me'
import type { RetentionRow } from '@/protocol/retention'
import type { CouponView, VisitView } from '@/protocol/visit'
import type { BrandEventFilter } from './analytics/event'

/** Who is logged in, and what they may do. */
export type Viewer = {
  userId: string
  name: string
  email: string
  role: 'admin' | 'manager' | 'staff' | 'brand'
  storeId: string | null
  brandId: string | null
}

/** The request as a page sees it: what it came with, never more. */
export type PageRequest = { url: URL; headers: Headers; base: string }

/** The landing page behind a link. `click` is the click's event id, or null when the request was no click. */
export type LandingView = {
  slug: string
  language: Language
  brand: Words
  campaign: Words
  line: Words
  sub: Words
  awaits: Words[]
  stores: { id: string; name: Words; address: Words }[]
  ends: number
  /** IANA zone in which the campaign's dates are told. */
  timeZone: string
  click: string | null
  consentMode: ConsentMode
  /** Set when this phone holds a pass of this campaign already. */
  pass: PassView | null
}

/** A kept pass: its address, for a saved link and a QR. */
export type PassView = { jws: string; url: string; expiresAt: number; campaign: Words; brand: Words }

/** The greeting of a touchpoint: tells nothing of anybody's past. */
export type TouchpointView = {
  id: string
  language: Language
  store: Words
  zone: Words
  brand: Words | null
  line: Words
  sub: Words
  /** Signed note of this opening: makes the tap's POST idempotent. */
  attempt: string
}

export type SettlementRow = {
  couponId: string
  status: string
  discount: number
  amount: number | null
  currency: string
  receipt: string | null
  at: number
}

export type StoreView = { id: string; name: Words; timeZone: string }

/** What pages may ask of the server. Mutations go through `/api/v1`. */
export type Services = {
  /** Where shoppers reach us, without a trailing slash. */
  publicUrl: string
  version: string
  demo: boolean
  /** Whether the virtual store is open. */
  play: boolean
  consentMode: ConsentMode

  campaign: {
    /** Records the click, if a person made it, and answers where to go; `cookie` is a Set-Cookie to send along. Null: unknown link. */
    openLink(
      slug: string,
      request: PageRequest,
    ): Promise<{ redirect: string } | { landing: LandingView; cookie?: string } | null>
    /** The page behind a pass URL or QR. */
    openPass(
      jws: string,
      request: PageRequest,
    ): Promise<{ ok: true; landing: LandingView } | { ok: false; reason: 'pass_invalid' | 'pass_expired' }>
  }
  tap: {
    /** Greets; spends nothing. Null: unknown touchpoint. */
    openTouchpoint(id: string, request: PageRequest): Promise<TouchpointView | null>
  }
  visit: {
    /** Everything the shopper's page shows. Null: unknown or forgotten. */
    getView(token: string): Promise<VisitView | null>
    /** All that is known of the visitor who asks. */
    getMe(request: PageRequest): Promise<Me>
    getCoupon(code: string): Promise<CouponView | null>
  }
  floor: {
    getStores(viewer: Viewer): Promise<StoreView[]>
    getFloor(storeId: string): Promise<Floor>
    getSettlement(storeId: string, day: string): Promise<SettlementRow[]>
    getLog(storeId: string, before?: string): Promise<Event[]>
  }
  privacy: {
    /** How long what is kept, and what the last run let go of. */
    getRetention(): Promise<RetentionRow[]>
  }
  brand: {
    getCampaigns(brandId: string): Promise<BrandCampaign[]>
    getFunnel(brandId: string, campaignId: string): Promise<Funnel | null>
    getCredit(brandId: string, campaignId: string): Promise<CreditTable | null>
    getDeliveries(brandId: string, limit?: number): Promise<DeliveryView[]>
    getEvents(brandId: string, filter: BrandEventFilter): Promise<BrandEvent[]>
    getName(brandId: string): Promise<Words>
    getStoreFigures(
      brandId: string,
      campaignId: string,
    ): Promise<{ storeId: string; name: Words; stages: Record<Stage, number> }[]>
  }
  auth: {
    /** Who sent this cookie, or null. */
    getViewer(headers: Headers): Promise<Viewer | null>
  }
  api: {
    /** The OpenAPI 3.1 document of `/api/v1`. */
    getDocument(): unknown
  }
  playStage: {
    /** What the virtual store shows: its links, touchpoint, screens. */
    getStage(): Promise<PlayStage | null>
  }
}

export type PlayStage = {
  store: Words
  zoneId: string
  wallScreenId: string
  kioskScreenId: string
  touchpointId: string
  links: { slug: string; channel: string; name: Words }[]
}

const KEY = Symbol.for('footlight.services')
type Shelf = { [KEY]?: Services }

/** Puts the services where the bundle that draws pages finds them: its own copy of a module would be empty. */
export function setServices(services: Services | undefined): void {
  ;(globalThis as Shelf)[KEY] = services
}

/** The services, from a page or a route handler. Waits for a real request, so nothing is drawn at build time. */
export async function getServices(): Promise<Services> {
  const { connection } = await import('next/server')
  await connection()
  const services = (globalThis as Shelf)[KEY]
  if (!services) throw new Error('main.ts has not set the services')
  return services
}
