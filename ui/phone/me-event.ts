import type { MeEvent } from '@/protocol/me'
import { makeMoney } from '../house/money'
import type { Voice } from './words'

/** What an event says, in a sentence to the person it is about. */
export function sayEvent(voice: Voice, { type, data, campaign, store, halt }: MeEvent): string {
  const { t, language } = voice
  const text = (name: string) => (typeof data[name] === 'string' ? data[name] : '')
  const number = (name: string) => (typeof data[name] === 'number' ? data[name] : 0)
  const money = (name: string) => makeMoney(number(name), text('currency') || 'CNY', language)
  const named = { campaign: campaign?.[language] ?? '', store: store?.[language] ?? '' }
  switch (type) {
    case 'campaign.clicked':
      return t('me.event.clicked', { ...named, channel: text('channel') })
    case 'pass.kept':
      return t('me.event.kept', named)
    case 'pass.joined':
      return t('me.event.joined')
    case 'consent.given':
      return t('me.event.given')
    case 'consent.refused':
      return t('me.event.refused')
    case 'consent.withdrawn':
      return t('me.event.withdrawn')
    case 'tap.accepted':
      return t('me.event.tapped', named)
    case 'tap.proven':
      return t('me.event.proven')
    case 'tap.refused':
      return t('me.event.turnedAway', named)
    case 'visit.opened':
      return t('me.event.opened', named)
    case 'visit.closed':
      return t('me.event.closed')
    case 'show.queued':
      return t('me.event.queued', { place: number('place') })
    case 'show.turn_started':
      return t('me.event.took')
    case 'show.turn_ended':
      return t('me.event.gave')
    case 'show.scene_entered':
      return t('me.event.scene')
    case 'show.engaged':
      return halt ? t('me.event.lit', { halt: halt[language] }) : t('me.event.played')
    case 'show.finished':
      return t('me.event.finished')
    case 'offer.issued':
      return t('me.event.issued', { amount: money('discount') })
    case 'offer.renewed':
      return t('me.event.renewed')
    case 'offer.redeemed':
      return t('me.event.redeemed', { amount: money('amount') })
    case 'offer.voided':
      return t('me.event.voided')
    case 'order.placed':
      return t('me.event.bought', { amount: money('amount') })
    case 'order.refunded':
      return t('me.event.refunded', { amount: money('amount') })
    case 'show.steered':
    case 'screen.enrolled':
    case 'screen.revoked':
    case 'screen.played':
      return t('me.event.other')
  }
}
