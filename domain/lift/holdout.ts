export const ARMS = ['treatment', 'control'] as const
export type Arm = (typeof ARMS)[number]

/** A keyed hash of a text as a whole number from 0 to 2^32 - 1, such as the first four bytes of an HMAC-SHA-256. */
export type Hash = (text: string) => number

/** Where a text falls between 0 and 1, always at the same place. */
export function getPlace(text: string, hash: Hash): number {
  return (hash(text) >>> 0) / 2 ** 32
}

/**
 * Whether a visitor is held out of a campaign: the same answer on every node and at every visit, with no list kept. A
 * larger share only adds to those held out; another campaign holds out others.
 * @param controlShare the part held out, 0 to 1
 */
export function decideArm(
  { campaignId, visitorId, controlShare }: { campaignId: string; visitorId: string; controlShare: number },
  hash: Hash,
): Arm {
  return getPlace(`holdout/${campaignId}/${visitorId}`, hash) < controlShare ? 'control' : 'treatment'
}

/** Two stores alike before the start, one of them treated. */
export type Pair = { treatment: string; control: string }

/**
 * Pairs stores by what they did before the start: neighbours in that order, which leaves the least distance within
 * pairs. In each pair the hash tosses the coin. An odd store, the last in the order, stays out.
 */
export function makePairs(
  stores: readonly { store: string; before: number }[],
  { campaignId }: { campaignId: string },
  hash: Hash,
): { pairs: Pair[]; left: string | null } {
  const order = stores.toSorted((a, b) => b.before - a.before || (a.store < b.store ? -1 : 1))
  const pairs: Pair[] = []
  for (let i = 0; i + 1 < order.length; i += 2) {
    const [one, other] = [order[i]?.store ?? '', order[i + 1]?.store ?? '']
    const heads = getPlace(`pair/${campaignId}/${one}/${other}`, hash) < 0.5
    pairs.push(heads ? { treatment: one, control: other } : { treatment: other, control: one })
  }
  return { pairs, left: order.length % 2 ? (order.at(-1)?.store ?? null) : null }
}

/**
 * Whether a store is treated on a day of a switchback: days go in blocks, blocks in twos, and of each two the hash
 * decides which is treated, for each store anew. So every store is treated half of the time and no rhythm of days can
 * pass for an effect. Blocks longer than one day let the last one's effect fade.
 * @param day days since any fixed day, a whole number of 0 or more
 */
export function decideDay(
  {
    campaignId,
    store,
    day,
    blockDays = 1,
  }: { campaignId: string; store: string; day: number; blockDays?: number },
  hash: Hash,
): Arm {
  const block = Math.floor(day / blockDays)
  const two = Math.floor(block / 2)
  const firstIsTreated = getPlace(`switchback/${campaignId}/${store}/${two}`, hash) < 0.5
  return firstIsTreated === (block % 2 === 0) ? 'treatment' : 'control'
}
