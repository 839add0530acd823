import { type ChannelCredit, getCredit } from '@/domain/attribution/model'
import { getUntouched, makePath, type Touch } from '@/domain/attribution/touch'
import type { Carrier } from '@/domain/pass/pass'
import { PASS_LIFETIME_MS } from '@/domain/pass/pass'
import type { Event } from '@/protocol/event'

/** Who would earn a phone's in-store order now, or who earned the one it made. */
export type Credit = {
  split: ChannelCredit[]
  /** Clicks that a carrier joined with this visitor, and clicks that nothing carries. */
  joined: number
  loose: number
  /** A pass is kept on the phone. */
  kept: boolean
  tapped: boolean
  /** How the pass reached the tap; null: none did. */
  carrier: Carrier | null
  /** The order's amount in minor units; null: none yet. */
  ordered: { amount: number; currency: string } | null
}

/**
 * Position-based credit over what is known of one phone: its own events, oldest first. Only clicks bound to the visitor
 * count, by a kept pass or at once when they are known already; the tap is a stage, so it earns nothing. Without any the
 * order is a walk-in. Null: nothing happened yet.
 */
export function makeCredit(own: readonly Event[]): Credit | null {
  const last = own.at(-1)
  if (!last) return null
  const bound = new Set<string>()
  let kept = false
  let tapped = false
  let carrier: Carrier | null = null
  let ordered: Credit['ordered'] = null
  let at = Date.parse(last.at)
  for (const event of own) {
    if (event.type === 'campaign.clicked' && event.visitorId) bound.add(event.id)
    if ((event.type === 'pass.kept' || event.type === 'visit.opened') && event.data.clickId)
      bound.add(event.data.clickId)
    if (event.type === 'pass.kept') kept = true
    if (event.type === 'consent.withdrawn') kept = false
    if (event.type === 'tap.accepted') tapped = true
    if (event.type === 'pass.joined') carrier = event.data.carrier
    if (event.type === 'order.placed') {
      ordered = { amount: event.data.amount, currency: event.data.currency }
      at = Date.parse(event.at)
    }
  }
  const clicks = own.filter((event) => event.type === 'campaign.clicked')
  const touches: Touch[] = clicks
    .filter(({ id }) => bound.has(id))
    .map((event) => ({ channel: event.data.channel, at: Date.parse(event.at) }))
  const path = makePath({ origin: 'till', at, lookbackMs: PASS_LIFETIME_MS }, { clicks: touches, visits: [] })
  return {
    split: getCredit('position', path, getUntouched('till')),
    joined: touches.length,
    loose: clicks.length - touches.length,
    kept,
    tapped,
    carrier,
    ordered,
  }
}

/** "0.40" for each part; the hundredths are dealt out so that what is printed sums to 1.00. */
export function printSplit(split: readonly ChannelCredit[]): string[] {
  const exact = split.map(({ credit }) => credit * 100)
  const floors = exact.map((part) => Math.floor(part + 1e-9))
  const rest = 100 - floors.reduce((sum, part) => sum + part, 0)
  const order = exact.map((part, i) => ({ i, left: part - (floors[i] ?? 0) })).sort((a, b) => b.left - a.left)
  const raised = new Set(order.slice(0, rest).map(({ i }) => i))
  return floors.map((part, i) => ((part + (raised.has(i) ? 1 : 0)) / 100).toFixed(2))
}
