import { EVENT_TYPES, type Event, type EventType } from '@/protocol/event'

/** What a virtual phone is known to have done: ids it showed on its own pages. */
export type Seeds = { clicks: readonly string[]; visits: readonly string[] }

/**
 * The events of one virtual phone, oldest first. A click has no visitor before its pass is kept; the phone's own page
 * names it. From there ids lead on: a kept pass names the visitor, a visitor their visits, a visit its click.
 */
export function findOwn(events: readonly Event[], seeds: Seeds): Event[] {
  const clicks = new Set(seeds.clicks)
  const visits = new Set(seeds.visits)
  const visitors = new Set<string>()
  const isOwn = (event: Event) =>
    clicks.has(event.id) ||
    (event.visitId !== undefined && visits.has(event.visitId)) ||
    (event.visitorId !== undefined && visitors.has(event.visitorId)) ||
    (event.type === 'pass.kept' && event.data.clickId !== undefined && clicks.has(event.data.clickId))
  let known = -1
  while (known !== clicks.size + visits.size + visitors.size) {
    known = clicks.size + visits.size + visitors.size
    for (const event of events) {
      if (!isOwn(event)) continue
      if (event.visitorId) visitors.add(event.visitorId)
      if (event.visitId) visits.add(event.visitId)
      if (event.type === 'pass.kept' || event.type === 'visit.opened') {
        if (event.data.clickId) clicks.add(event.data.clickId)
      }
    }
  }
  return sortEvents(events.filter(isOwn))
}

/** What one deed wrote in the same millisecond, in the order in which it is told. */
const TOLD_FIRST: readonly EventType[] = [
  'campaign.clicked',
  'consent.given',
  'pass.kept',
  'tap.accepted',
  'pass.joined',
  'visit.opened',
  'show.queued',
  'show.turn_started',
  'show.scene_entered',
  'show.engaged',
  'show.finished',
  'offer.issued',
  'offer.redeemed',
  'order.placed',
]
const rank = ({ type }: Event) => {
  const at = TOLD_FIRST.indexOf(type)
  return at < 0 ? TOLD_FIRST.length + EVENT_TYPES.indexOf(type) : at
}

/** By the time they happened; what happened in one millisecond is told as it follows from itself. */
export function sortEvents(events: readonly Event[]): Event[] {
  return [...events].sort((a, b) => a.at.localeCompare(b.at) || rank(a) - rank(b) || a.id.localeCompare(b.id))
}
