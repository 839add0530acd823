import type { Event } from '@/protocol/event'
import type { VisitView } from '@/protocol/visit'
import type { Seeds } from './mine'

/** One virtual phone: a visitor of its own beneath `/play/phone/<id>/`. */
export type Phone = {
  id: string
  /** The link whose ad it shows. */
  slug: string
  /** Shows its own browser, not the ad. */
  live: boolean
  /** Where its browser was last, to be found again after a reload. */
  path: string | null
  seeds: Seeds
  visit: VisitView | null
}

/** `phones` holds one or two; `front` is the id of the one in hand. `events` is what the ledger said, as it landed. */
export type Play = { phones: Phone[]; front: string; events: Event[] }

export type Act =
  | { type: 'restored'; play: Play }
  | { type: 'landed'; events: readonly Event[] }
  | { type: 'chose'; id: string; slug: string }
  | { type: 'went'; id: string }
  | { type: 'showed'; id: string; path: string; click?: string; visit?: VisitView }
  | { type: 'viewed'; id: string; visit: VisitView }
  | { type: 'renewed'; id: string; phone: Phone }
  | { type: 'added'; phone: Phone }
  | { type: 'fronted'; id: string }
  | { type: 'dismissed'; id: string }

/** More than one sitting's worth; older ones go. */
const MOST_EVENTS = 600

export function makePhone(id: string, slug: string): Phone {
  return { id, slug, live: false, path: null, seeds: { clicks: [], visits: [] }, visit: null }
}

/** The stage's state after an act. */
export function evolvePlay(play: Play, act: Act): Play {
  const change = (id: string, to: (phone: Phone) => Phone): Play => ({
    ...play,
    phones: play.phones.map((phone) => (phone.id === id ? to(phone) : phone)),
  })
  switch (act.type) {
    case 'restored':
      return act.play
    case 'landed': {
      const known = new Set(play.events.map(({ id }) => id))
      const fresh = act.events.filter(({ id }) => !known.has(id))
      return fresh.length > 0 ? { ...play, events: [...play.events, ...fresh].slice(-MOST_EVENTS) } : play
    }
    case 'chose':
      return change(act.id, (phone) => ({ ...phone, slug: act.slug, live: false }))
    case 'went':
      return change(act.id, (phone) => ({ ...phone, live: true }))
    case 'showed':
      return change(act.id, (phone) => ({
        ...phone,
        path: act.path,
        visit: act.visit ?? phone.visit,
        seeds: {
          clicks: add(phone.seeds.clicks, act.click),
          visits: add(phone.seeds.visits, act.visit?.visitId),
        },
      }))
    case 'viewed':
      return change(act.id, (phone) => ({ ...phone, visit: act.visit }))
    case 'renewed':
      return {
        ...play,
        front: play.front === act.id ? act.phone.id : play.front,
        phones: play.phones.map((phone) => (phone.id === act.id ? act.phone : phone)),
      }
    case 'added':
      return play.phones.length > 1
        ? play
        : { ...play, phones: [...play.phones, act.phone], front: act.phone.id }
    case 'fronted':
      return { ...play, front: act.id }
    case 'dismissed': {
      const phones = play.phones.filter(({ id }) => id !== act.id)
      return { ...play, phones, front: phones[0]?.id ?? play.front }
    }
    default:
      return act satisfies never
  }
}

const add = (list: readonly string[], one: string | undefined) =>
  one === undefined || list.includes(one) ? list : [...list, one]
