import type { Light } from '@/domain/visit/light'
import type { Halt } from '@/protocol/cue'
import type { Event } from '@/protocol/event'
import { getMedium, type Medium } from './medium'

/** One line of the ledger as the stage tells it. What its words need is told apart by `what`. */
export type Line = { id: string; at: number } & (
  | { what: 'clicked'; medium: Medium; again: boolean }
  | { what: 'kept'; walkIn: boolean }
  | { what: 'refused' | 'withdrawn' | 'tapped' | 'left' | 'finished' | 'redeemed' | 'closed' | 'voided' }
  | { what: 'joined'; medium: Medium | null }
  | { what: 'opened'; light: Light }
  | { what: 'queued'; place: number }
  | { what: 'led' }
  | { what: 'lit'; apartMs: number | null }
  | { what: 'halt'; halt: string; left: number }
  | { what: 'asked' }
  | { what: 'issued' | 'ordered' | 'refunded'; amount: number; currency: string }
)

/** What the stage knows beside the ledger: its two big screens, and the halts of the show. */
export type Setting = { screens: readonly string[]; halts: readonly Pick<Halt, 'key'>[] }

/**
 * A phone's events as lines, one for each thing a person would tell. `all` holds the screens' own reports, which belong
 * to nobody: they say how far apart the screens lit.
 */
export function makeStory(own: readonly Event[], all: readonly Event[], setting: Setting): Line[] {
  let clicks = 0
  const lit = new Set<string>()
  const channels = new Map<string, string>()
  let carried: string | undefined
  return own.flatMap((event): Line[] => {
    const line = { id: event.id, at: Date.parse(event.at) }
    switch (event.type) {
      case 'campaign.clicked':
        clicks++
        channels.set(event.id, event.data.channel)
        return [{ ...line, what: 'clicked', medium: getMedium(event.data.channel), again: clicks > 1 }]
      case 'pass.kept':
        carried = event.data.channel ?? (event.data.clickId && channels.get(event.data.clickId)) ?? carried
        return [{ ...line, what: 'kept', walkIn: event.data.clickId === undefined && !event.data.linkId }]
      case 'consent.refused':
        return [{ ...line, what: 'refused' }]
      case 'consent.withdrawn':
        return [{ ...line, what: 'withdrawn' }]
      case 'tap.accepted':
        return [{ ...line, what: 'tapped' }]
      case 'pass.joined':
        return [{ ...line, what: 'joined', medium: carried ? getMedium(carried) : null }]
      case 'visit.opened':
        return [{ ...line, what: 'opened', light: event.data.light }]
      case 'show.queued':
        return [{ ...line, what: 'queued', place: event.data.place }]
      case 'show.turn_started':
        return [{ ...line, what: 'led' }]
      case 'show.scene_entered':
        return event.data.scene === 'welcome'
          ? [{ ...line, what: 'lit', apartMs: getApart(event, all, setting) }]
          : []
      case 'show.engaged':
        if (event.data.kind === 'asked' || event.data.kind === 'replayed') return [{ ...line, what: 'asked' }]
        if (event.data.kind !== 'halt_lit' || !event.data.halt) return []
        lit.add(event.data.halt)
        return [
          {
            ...line,
            what: 'halt',
            halt: event.data.halt,
            left: Math.max(0, setting.halts.length - lit.size),
          },
        ]
      case 'show.turn_ended':
        return event.data.reason === 'finished' ? [] : [{ ...line, what: 'left' }]
      case 'show.finished':
        return [{ ...line, what: 'finished' }]
      case 'offer.issued':
        return [{ ...line, what: 'issued', amount: event.data.discount, currency: event.data.currency }]
      case 'offer.redeemed':
        return [{ ...line, what: 'redeemed' }]
      case 'offer.voided':
        return [{ ...line, what: 'voided' }]
      case 'order.placed':
        return [{ ...line, what: 'ordered', amount: event.data.amount, currency: event.data.currency }]
      case 'order.refunded':
        return [{ ...line, what: 'refunded', amount: event.data.amount, currency: event.data.currency }]
      case 'visit.closed':
        return [{ ...line, what: 'closed' }]
      default:
        return []
    }
  })
}

/** A screen reports within this time, or not for this scene. */
const REPORT_MS = 8_000

/** Milliseconds between the first frames of the stage's screens in a scene. Null: not all have reported. */
function getApart(scene: Event, all: readonly Event[], { screens }: Setting): number | null {
  const at = Date.parse(scene.at)
  const late = screens.map((screenId) => {
    const report = all.find(
      (event) =>
        event.type === 'screen.played' &&
        event.screenId === screenId &&
        event.data.scene.endsWith('welcome') &&
        Math.abs(Date.parse(event.at) - at) < REPORT_MS,
    )
    return report?.type === 'screen.played' ? report.data.lateMs : null
  })
  const known = late.filter((ms) => ms !== null)
  if (known.length < screens.length || known.length === 0) return null
  return Math.round(Math.max(...known) - Math.min(...known))
}
