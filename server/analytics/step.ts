import type { Step } from '@/domain/analytics/journey'
import type { Event, EventOf, EventType } from '@/protocol/event'

/** The events that move a journey. */
export const STEP_TYPES = [
  'campaign.clicked',
  'pass.kept',
  'tap.accepted',
  'visit.opened',
  'show.engaged',
  'offer.issued',
  'offer.redeemed',
  'offer.voided',
  'order.placed',
  'order.refunded',
] as const satisfies EventType[]
export type StepEvent = EventOf<(typeof STEP_TYPES)[number]>

const types: ReadonlySet<EventType> = new Set(STEP_TYPES)
export const isStepEvent = (event: Event): event is StepEvent => types.has(event.type)

/** What an event says about a journey, or null when it moves none. Events of no campaign are on nobody's way. */
export function parseStep(event: StepEvent): Step | null {
  const { brandId, campaignId } = event
  if (!brandId || !campaignId) return null
  const shared = {
    id: event.id,
    at: Date.parse(event.at),
    brandId,
    campaignId,
    storeId: event.storeId ?? null,
    visitorId: event.visitorId ?? null,
    visitId: event.visitId ?? null,
    simulated: event.simulated ?? false,
  }
  switch (event.type) {
    case 'campaign.clicked':
      return { ...shared, type: 'clicked', channel: event.data.channel, language: event.data.language }
    case 'pass.kept': {
      const { channel = null, clickId = null } = event.data
      return { ...shared, type: 'kept', channel, clickId }
    }
    case 'tap.accepted':
      return { ...shared, type: 'tapped', language: event.data.language }
    case 'visit.opened': {
      const { language, channel = null, clickId = null } = event.data
      return { ...shared, type: 'visited', language, channel, clickId }
    }
    case 'show.engaged':
      return event.data.kind === 'halt_lit' ? { ...shared, type: 'engaged' } : null
    case 'offer.issued':
      return { ...shared, type: 'coupon' }
    case 'offer.redeemed':
      return { ...shared, type: 'redeemed' }
    case 'offer.voided':
      return { ...shared, type: 'voided' }
    case 'order.placed': {
      const { orderId, amount, origin } = event.data
      return { ...shared, type: 'ordered', orderId, amount, origin }
    }
    case 'order.refunded':
      return { ...shared, type: 'refunded', orderId: event.data.orderId, amount: event.data.amount }
  }
}
