import type { ConsentScope } from '@/domain/consent/consent'
import type { OrderOrigin } from '@/domain/order/event'
import type { Event, EventData, EventType } from '@/protocol/event'
import type { Clock } from '../clock'
import type { Sql } from '../db/sql'

/** Two brands with a campaign each, in one store in Shanghai. Rows that these tests do not read stay empty. */
export async function seedBrands(sql: Sql): Promise<void> {
  await sql.query(
    `INSERT INTO store (id, name, address, time_zone, opens_at, closes_at)
     VALUES ('shanghai', '{"zh":"上海店","en":"Shanghai"}', '{"zh":"","en":""}', 'Asia/Shanghai', '10:00', '22:00')`,
  )
  for (const [brandId, campaignId] of [
    ['mistleaf', 'first-frost'],
    ['tidewave', 'high-water'],
  ]) {
    await sql.query('INSERT INTO brand (id, name) VALUES ($1, $2)', [brandId, { zh: brandId, en: brandId }])
    await sql.query(
      `INSERT INTO campaign (id, brand_id, name, starts_at, ends_at, time_zone, store_ids, landing, stories, show)
       VALUES ($1, $2, '{"zh":"初霜","en":"First Frost"}', '2026-01-01', '2027-12-31', 'Asia/Shanghai', '{shanghai}', '{}', '[]', '{}')`,
      [campaignId, brandId],
    )
    await sql.query(
      `INSERT INTO offer (id, brand_id, campaign_id, name, discount, min_spend, stock, valid_days)
       VALUES ($1, $2, $3, '{"zh":"券","en":"Coupon"}', 5000, 20000, 100, 14)`,
      [`${campaignId}-offer`, brandId, campaignId],
    )
  }
}

export type Shared = {
  brandId?: string
  campaignId?: string
  storeId?: string
  visitorId?: string
  visitId?: string
  simulated?: true
}

/** Events as the house writes them, `minutes` before now. */
export function makeEvents(clock: Clock, shared: Shared = {}) {
  const brand = { brandId: 'mistleaf', campaignId: 'first-frost', ...shared }
  const event = <T extends EventType>(type: T, data: EventData<T>, minutes: number, more: Shared = {}) => {
    const at = clock.now() - minutes * 60_000
    return {
      ...{ id: clock.id(at), v: 1, at: clock.iso(at), source: 'server', ...brand, ...more, type, data },
    } as Extract<Event, { type: T }>
  }
  const notice = { mode: 'ask', noticeHash: 'n' } as const
  return {
    event,
    click: (
      channel: string,
      minutes: number,
      given: { clickIds?: Record<string, string>; gpc?: boolean } = {},
    ) =>
      event(
        'campaign.clicked',
        { linkId: channel, channel, language: 'zh', clickIds: {}, utm: {}, gpc: false, ...given },
        minutes,
      ),
    consent: (visitorId: string, minutes: number, scopes: ConsentScope[] = ['story', 'measurement', 'ads']) =>
      event('consent.given', { scopes, ...notice }, minutes, { visitorId }),
    kept: (
      visitorId: string,
      clickId: string | undefined,
      channel: string,
      minutes: number,
      visitId?: string,
    ) =>
      event(
        'pass.kept',
        { passId: clock.id(), clickId, channel, carrier: 'cookie', language: 'zh', ...notice },
        minutes,
        { visitorId, visitId },
      ),
    /** A tap and the visit it opens. */
    visit: (
      given: {
        visitorId: string
        visitId: string
        channel?: string
        clickId?: string
        language?: 'zh' | 'en'
      },
      minutes: number,
    ) => {
      const { visitorId, visitId, channel, clickId, language = 'zh' } = given
      const here = { visitorId, visitId, storeId: 'shanghai' }
      const tap = event('tap.accepted', { proof: 'static', proven: false, language }, minutes, here)
      const light = { gel: 'sky', number: 1 } as const
      return [
        tap,
        event(
          'visit.opened',
          { light, language, tapId: tap.id, storyKey: 'night', channel, clickId },
          minutes,
          here,
        ),
      ]
    },
    engaged: (visitorId: string, visitId: string, halt: string, minutes: number) =>
      event('show.engaged', { kind: 'halt_lit', halt, surface: 'wall' }, minutes, {
        visitorId,
        visitId,
        storeId: 'shanghai',
      }),
    issued: (visitorId: string, visitId: string, couponId: string, minutes: number) =>
      event(
        'offer.issued',
        { offerId: 'first-frost-offer', couponId, discount: 5000, currency: 'CNY', expiresAt: clock.iso() },
        minutes,
        { visitorId, visitId, storeId: 'shanghai' },
      ),
    order: (
      given: { orderId: string; amount: number; origin?: OrderOrigin; visitorId?: string; visitId?: string },
      minutes: number,
    ) => {
      const { orderId, amount, origin = 'till', ...who } = given
      const order = { orderId, externalId: orderId, origin, amount, currency: 'CNY' }
      return event('order.placed', order, minutes, who)
    },
  }
}
