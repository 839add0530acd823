import { z } from 'zod'
import { slugSchema, uuidv7Schema } from '../domain/id'
import { EVENT_DATA, type Event } from './event'

/** Types a partner may send: those that change no state of ours. */
export const PARTNER_TYPES = ['campaign.clicked', 'show.engaged', 'screen.played'] as const
export type PartnerType = (typeof PARTNER_TYPES)[number]

// CloudEvents 1.0 allows lower-case letters and digits only in the names of extension attributes.
const attributes = {
  specversion: z.literal('1.0'),
  id: uuidv7Schema,
  source: z.string().regex(/^partner\/[\w.-]{1,64}$/),
  // A calendar has no year 0, and neither has the database.
  time: z.iso.datetime({ precision: 3 }).refine((time) => !time.startsWith('0000')),
  datacontenttype: z.literal('application/json').optional(),
  dataversion: z.int().min(1).max(32_767).default(1),
  campaignid: slugSchema.optional(),
  storeid: slugSchema.optional(),
  zoneid: slugSchema.optional(),
  screenid: slugSchema.optional(),
  touchpointid: slugSchema.optional(),
  visitorid: z.uuid().optional(),
  visitid: z.uuid().optional(),
}
const cloudEvent = <T extends PartnerType>(type: T) =>
  z.strictObject({ ...attributes, type: z.literal(type), data: EVENT_DATA[type] })

/** One event as CloudEvents 1.0 JSON (single mode), as partners send it. */
export const cloudEventSchema = z.discriminatedUnion('type', [
  cloudEvent('campaign.clicked'),
  cloudEvent('show.engaged'),
  cloudEvent('screen.played'),
])
export type CloudEvent = z.infer<typeof cloudEventSchema>

/** The ledger's event that a partner's CloudEvent is, for the brand whose key brought it. */
export function parseCloudEvent(given: CloudEvent, brandId: string): Event {
  const shared = {
    id: given.id,
    v: given.dataversion,
    at: given.time,
    source: given.source,
    brandId,
    campaignId: given.campaignid,
    storeId: given.storeid,
    zoneId: given.zoneid,
    screenId: given.screenid,
    touchpointId: given.touchpointid,
    visitorId: given.visitorid,
    visitId: given.visitid,
  }
  switch (given.type) {
    case 'campaign.clicked':
      return { ...shared, type: given.type, data: given.data }
    case 'show.engaged':
      return { ...shared, type: given.type, data: given.data }
    case 'screen.played':
      return { ...shared, type: given.type, data: given.data }
  }
}
