import type { Language } from '@/domain/language'
import { sceneSchema } from '@/domain/show/show'
import { makeLightName } from '@/domain/visit/light'
import type { Event } from '@/protocol/event'
import type { Floor } from '@/protocol/floor'
import { makeMoney } from '../house/money'
import type { Speak } from './words'

export type LogLine = { id: string; at: number; words: string; where: string }

/**
 * A store's events as sentences. Visitors are told by their light when the page holds the visit's opening, else as
 * "a visitor": pseudonyms only, never a code.
 */
export function makeLogLines(
  events: readonly Event[],
  floor: Floor,
  language: Language,
  t: Speak,
): LogLine[] {
  const lights = new Map<string, string>()
  for (const zone of floor.zones)
    for (const turn of [...zone.queue, ...(zone.leader ? [zone.leader] : [])])
      lights.set(turn.visitId, makeLightName(turn.light, language))
  for (const event of events)
    if (event.type === 'visit.opened' && event.visitId)
      lights.set(event.visitId, makeLightName(event.data.light, language))

  return events.map((event) => ({
    id: event.id,
    at: Date.parse(event.at),
    words: sayEvent(event, lights.get(event.visitId ?? '') ?? t('log.someone'), language, t),
    where: sayWhere(event, floor, language),
  }))
}

function sayWhere(event: Event, floor: Floor, language: Language): string {
  const place =
    floor.screens.find(({ id }) => id === event.screenId) ??
    floor.touchpoints.find(({ id }) => id === event.touchpointId) ??
    floor.zones.find(({ id }) => id === event.zoneId)
  return place?.name[language] ?? ''
}

function sayEvent(event: Event, who: string, language: Language, t: Speak): string {
  const say = (minor: number, currency: string) => makeMoney(minor, currency, language)
  switch (event.type) {
    case 'campaign.clicked':
      return t('log.campaign_clicked')
    case 'pass.kept':
      return t('log.pass_kept', { who })
    case 'pass.joined':
      return t('log.pass_joined', { who })
    case 'consent.given':
      return t('log.consent_given', { who })
    case 'consent.refused':
      return t('log.consent_refused', { who })
    case 'consent.withdrawn':
      return t('log.consent_withdrawn', { who })
    case 'tap.accepted':
      return t('log.tap_accepted', { who })
    case 'tap.refused':
      return t('log.tap_refused', { reason: t(`refusal.${event.data.reason}`) })
    case 'tap.proven':
      return t('log.tap_proven', { who })
    case 'visit.opened':
      return t('log.visit_opened', { who })
    case 'visit.closed':
      return t('log.visit_closed', { who })
    case 'show.queued':
      return t('log.show_queued', { who, place: event.data.place })
    case 'show.turn_started':
      return t('log.show_turn_started', { who })
    case 'show.turn_ended':
      return t('log.show_turn_ended', { who, reason: t(`ended.${event.data.reason}`) })
    case 'show.scene_entered': {
      const scene = sceneSchema.safeParse(event.data.scene)
      return t('log.show_scene_entered', {
        scene: scene.success ? t(`scene.${scene.data}`) : event.data.scene,
      })
    }
    case 'show.engaged':
      return t('log.show_engaged', { who, kind: event.data.kind })
    case 'show.finished':
      return t('log.show_finished', { who })
    case 'show.steered':
      return t('log.show_steered', { order: t(`zone.${event.data.order}`) })
    case 'offer.issued':
      return t('log.offer_issued', { who, discount: say(event.data.discount, event.data.currency) })
    case 'offer.renewed':
      return t('log.offer_renewed', { who })
    case 'offer.redeemed': {
      const { amount, discount, currency, receipt } = event.data
      return t('log.offer_redeemed', {
        amount: say(amount, currency),
        discount: say(discount, currency),
        receipt,
      })
    }
    case 'offer.voided':
      return t('log.offer_voided', { reason: event.data.reason })
    case 'order.placed':
      return t('log.order_placed', { amount: say(event.data.amount, event.data.currency) })
    case 'order.refunded':
      return t('log.order_refunded', { amount: say(event.data.amount, event.data.currency) })
    case 'screen.enrolled':
      return t('log.screen_enrolled', { name: event.data.name })
    case 'screen.revoked':
      return t('log.screen_revoked')
    case 'screen.played':
      return t('log.screen_played')
    default:
      return event satisfies never
  }
}
