/** The event types a brand's stream has, as the keys of their words. */
export const BRAND_EVENT_TYPES = [
  'campaign.clicked',
  'pass.kept',
  'pass.joined',
  'tap.accepted',
  'visit.opened',
  'visit.closed',
  'show.turn_started',
  'show.turn_ended',
  'show.engaged',
  'show.finished',
  'offer.issued',
  'offer.renewed',
  'offer.redeemed',
  'offer.voided',
  'order.placed',
  'order.refunded',
] as const
export type BrandEventType = (typeof BRAND_EVENT_TYPES)[number]

type Key<T extends string> = T extends `${infer Noun}.${infer Verb}` ? `${Noun}_${Verb}` : never

/** `tap.accepted` -> `tap_accepted`: dots part keys of words. Null for a type whose words we do not have. */
export function getTypeKey(type: string): Key<BrandEventType> | null {
  const known = BRAND_EVENT_TYPES.find((each) => each === type)
  return known ? (known.replace('.', '_') as Key<BrandEventType>) : null
}
