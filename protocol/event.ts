import { z } from 'zod'
import { campaignClicked } from '../domain/campaign/event'
import { consentGiven, consentRefused, consentWithdrawn } from '../domain/consent/event'
import { slugSchema, uuidv7Schema } from '../domain/id'
import { offerIssued, offerRedeemed, offerRenewed, offerVoided } from '../domain/offer/event'
import { orderPlaced, orderRefunded } from '../domain/order/event'
import { passJoined, passKept } from '../domain/pass/event'
import { screenEnrolled, screenPlayed, screenRevoked } from '../domain/screen/event'
import {
  showEngaged,
  showFinished,
  showQueued,
  showSceneEntered,
  showSteered,
  showTurnEnded,
  showTurnStarted,
} from '../domain/show/event'
import { tapAccepted, tapProven, tapRefused } from '../domain/tap/event'
import { visitClosed, visitOpened } from '../domain/visit/event'

/** Payload schema of every event type, at its newest version. */
export const EVENT_DATA = {
  'campaign.clicked': campaignClicked,
  'pass.kept': passKept,
  'pass.joined': passJoined,
  'consent.given': consentGiven,
  'consent.refused': consentRefused,
  'consent.withdrawn': consentWithdrawn,
  'tap.accepted': tapAccepted,
  'tap.refused': tapRefused,
  'tap.proven': tapProven,
  'visit.opened': visitOpened,
  'visit.closed': visitClosed,
  'show.queued': showQueued,
  'show.turn_started': showTurnStarted,
  'show.turn_ended': showTurnEnded,
  'show.scene_entered': showSceneEntered,
  'show.engaged': showEngaged,
  'show.finished': showFinished,
  'show.steered': showSteered,
  'offer.issued': offerIssued,
  'offer.renewed': offerRenewed,
  'offer.redeemed': offerRedeemed,
  'offer.voided': offerVoided,
  'order.placed': orderPlaced,
  'order.refunded': orderRefunded,
  'screen.enrolled': screenEnrolled,
  'screen.revoked': screenRevoked,
  'screen.played': screenPlayed,
} as const

export type EventType = keyof typeof EVENT_DATA
export const EVENT_TYPES = Object.keys(EVENT_DATA) as [EventType, ...EventType[]]
export type EventData<T extends EventType> = z.infer<(typeof EVENT_DATA)[T]>

/** The brand of events that belong to no brand. */
export const RETAILER = 'retailer'

const envelope = {
  id: uuidv7Schema,
  v: z.int().min(1),
  at: z.iso.datetime({ precision: 3 }),
  source: z.string().regex(/^(server|phone|(agent|screen|partner)\/[\w.-]{1,64})$/),
  brandId: slugSchema.optional(),
  campaignId: slugSchema.optional(),
  storeId: slugSchema.optional(),
  zoneId: slugSchema.optional(),
  screenId: slugSchema.optional(),
  touchpointId: slugSchema.optional(),
  visitorId: z.uuid().optional(),
  visitId: z.uuid().optional(),
  /** Made by the simulator: kept apart from real figures. */
  simulated: z.literal(true).optional(),
}

const event = <T extends EventType>(type: T) =>
  z.strictObject({ ...envelope, type: z.literal(type), data: EVENT_DATA[type] })

/** Schema of the whole event, told apart by `type`. */
export const eventSchema = z.discriminatedUnion('type', [
  event('campaign.clicked'),
  event('pass.kept'),
  event('pass.joined'),
  event('consent.given'),
  event('consent.refused'),
  event('consent.withdrawn'),
  event('tap.accepted'),
  event('tap.refused'),
  event('tap.proven'),
  event('visit.opened'),
  event('visit.closed'),
  event('show.queued'),
  event('show.turn_started'),
  event('show.turn_ended'),
  event('show.scene_entered'),
  event('show.engaged'),
  event('show.finished'),
  event('show.steered'),
  event('offer.issued'),
  event('offer.renewed'),
  event('offer.redeemed'),
  event('offer.voided'),
  event('order.placed'),
  event('order.refunded'),
  event('screen.enrolled'),
  event('screen.revoked'),
  event('screen.played'),
])

/** One thing that happened. Immutable; its id is idempotency key and time partition in one. */
export type Event = z.infer<typeof eventSchema>
export type EventOf<T extends EventType> = Extract<Event, { type: T }>
