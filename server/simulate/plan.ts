import { makeRandom, type Random } from './random'
import {
  type Ad,
  CLOSES,
  DAY_MS,
  DAY_WEIGHTS,
  HOUR_MS,
  OPENS,
  PHONES,
  SHOPS,
  type Shop,
  STORE_HOURS,
  TONGUES,
  WALK_INS,
} from './world'

/** One thing a shopper does, at a Unix time in milliseconds. Amounts are minor units. */
export type Step =
  | { type: 'click'; at: number; slug: string; query: Record<string, string> }
  | { type: 'keep'; at: number }
  /** `brings` is how the pass comes along: in the cookie, in a saved address opened elsewhere, or not. */
  | { type: 'tap'; at: number; touchpoint: string; brings: 'cookie' | 'url' | 'nothing' }
  | { type: 'answer'; at: number; answer: 'yes' | 'no' }
  | { type: 'halt'; at: number; index: number }
  | { type: 'leave'; at: number }
  | { type: 'redeem'; at: number; storeId: string; amount: number }
  | { type: 'void'; at: number; storeId: string }
  /** `joins`: the shop sends the visitor's pass along; without it nobody knows who bought. */
  | {
      type: 'order'
      at: number
      origin: 'till' | 'online'
      storeId: string | null
      amount: number
      joins: boolean
    }
  | { type: 'refund'; at: number; share: number }
export type StepType = Step['type']
export type Shopper = {
  index: number
  brandId: string
  userAgent: string
  language: string
  gpc: boolean
  steps: Step[]
}

export type PlanGiven = {
  seed: number
  shoppers: number
  days: number
  /** The local midnight that the last day ends with, Unix milliseconds. */
  end: number
}

/**
 * What shoppers do in the days before `end`, as data: the same seed gives the same plan. Nothing happens after the end,
 * taps and tills keep opening hours, and each shopper's steps are in their order.
 */
export function planShoppers(given: PlanGiven): Shopper[] {
  return Array.from({ length: given.shoppers }, (_, index) => planShopper(index, given))
}

/** All steps in the order of time, each with its shopper. */
export function orderSteps(shoppers: readonly Shopper[]): { shopper: Shopper; step: Step }[] {
  return shoppers
    .flatMap((shopper) => shopper.steps.map((step) => ({ shopper, step })))
    .sort((a, b) => a.step.at - b.step.at || a.shopper.index - b.shopper.index)
}

function planShopper(index: number, { seed, days, end }: PlanGiven): Shopper {
  const random = makeRandom(seed, index)
  const shop = random.weigh(SHOPS.map((s) => [s, s.weight] as const))
  const start = end - days * DAY_MS
  const day = random.weigh(
    Array.from({ length: days }, (_, d) => [start + d * DAY_MS, getDayWeight(start + d * DAY_MS)] as const),
  )
  const steps = random.chance(WALK_INS) ? walkIn(random, shop, day) : followAd(random, shop, day)
  return {
    index,
    brandId: shop.brandId,
    userAgent: random.pick(PHONES),
    language: random.weigh(TONGUES),
    gpc: random.chance(0.03),
    // Money back from a first visit may come after a second one.
    steps: steps.filter(({ at }) => at < end).toSorted((a, b) => a.at - b.at),
  }
}

function walkIn(random: Random, shop: Shop, day: number): Step[] {
  const { steps, out, storeId, yes } = visit(random, shop, getStoreTime(random, day), 'nothing')
  if (!shop.coupon && random.chance(0.12)) {
    steps.push({
      type: 'order',
      at: out,
      origin: 'till',
      storeId,
      amount: random.weigh(shop.amounts),
      joins: false,
    })
  }
  return [...steps, ...later(random, shop, out, yes)]
}

function followAd(random: Random, shop: Shop, day: number): Step[] {
  const ad = pickAd(random, shop)
  const at = getClickTime(random, day, ad)
  const steps: Step[] = [click(random, ad, at)]
  let last = at
  const keeps = random.chance(ad.keeps)
  if (keeps) steps.push({ type: 'keep', at: at + random.int(8_000, 60_000) })
  if (keeps && random.chance(0.32)) {
    const other = pickAd(random, shop)
    const seen = random.int(1, 2)
    last = getClickTime(random, day + seen * DAY_MS, other)
    steps.push(click(random, other, last))
  }
  if (!random.chance(keeps ? ad.comes : ad.strays)) {
    if (keeps && random.chance(0.07)) steps.push(order(random, shop, last + random.wait(0.8 * DAY_MS), true))
    return steps
  }
  const came = getStoreTimeAfter(random, last + random.wait(0.9 * DAY_MS))
  const brings = keeps
    ? random.weigh([
        ['cookie', 0.86],
        ['url', 0.14],
      ] as const)
    : 'nothing'
  const visited = visit(random, shop, came, brings)
  return [...steps, ...visited.steps, ...later(random, shop, visited.out, visited.yes)]
}

/** What comes after a first visit: some come back, some buy at home. */
function later(random: Random, shop: Shop, out: number, yes: boolean): Step[] {
  if (random.chance(yes ? 0.16 : 0.05)) {
    const again = getStoreTimeAfter(random, out + HOUR_MS + random.wait(1.5 * DAY_MS))
    const visited = visit(random, shop, again, yes ? 'cookie' : 'nothing', { again: true })
    return visited.steps
  }
  if (!yes || !random.chance(0.1)) return []
  const bought = order(random, shop, out + HOUR_MS + random.wait(1.2 * DAY_MS), true)
  return random.chance(0.12) ? [bought, refund(random, bought.at + random.wait(DAY_MS))] : [bought]
}

function visit(
  random: Random,
  shop: Shop,
  at: number,
  brings: 'cookie' | 'url' | 'nothing',
  { again = false } = {},
): { steps: Step[]; out: number; storeId: string; yes: boolean } {
  const { id, storeId } = random.weigh(shop.touchpoints)
  const steps: Step[] = [{ type: 'tap', at, touchpoint: id, brings }]
  let now = at
  const after = (low: number, high: number) => {
    now += random.int(low, high)
    return now
  }
  let yes = brings === 'cookie'
  if (!yes) {
    const answer = random.weigh([
      ['yes', brings === 'url' ? 0.72 : 0.4],
      ['no', 0.34],
      [null, 0.2],
    ] as const)
    if (answer) steps.push({ type: 'answer', at: after(2_000, 15_000), answer })
    yes = answer === 'yes'
  }
  const stays = [yes ? 0.88 : 0.78, 0.9, 0.86]
  let lit = 0
  let refunds = false
  for (const stay of stays) {
    if (!random.chance(stay)) break
    steps.push({ type: 'halt', at: after(7_000, 40_000), index: lit })
    lit++
  }
  const finished = lit === stays.length
  if (finished && shop.coupon && !again && random.chance(0.56)) {
    const amount = random.weigh(shop.amounts)
    steps.push({ type: 'redeem', at: after(4 * 60_000, 15 * 60_000), storeId, amount })
    if (random.chance(0.03)) steps.push({ type: 'void', at: after(2 * 60_000, 12 * 60_000), storeId })
    else if (random.chance(0.04)) refunds = true
  }
  const out = after(30_000, 4 * 60_000)
  steps.push({ type: 'leave', at: out })
  if (refunds) steps.push(refund(random, out + random.wait(DAY_MS)))
  return { steps, out, storeId, yes }
}

const click = (random: Random, ad: Ad, at: number): Step => ({
  type: 'click',
  at,
  slug: ad.slug,
  query: ad.makeQuery(random),
})
const order = (random: Random, shop: Shop, at: number, joins: boolean): Step => ({
  type: 'order',
  at: Math.floor(at),
  origin: 'online',
  storeId: null,
  amount: random.weigh(shop.amounts),
  joins,
})
const refund = (random: Random, at: number): Step => ({
  type: 'refund',
  at: Math.floor(at),
  share: random.weigh([
    [1, 0.7],
    [0.5, 0.3],
  ] as const),
})
const pickAd = (random: Random, shop: Shop) => random.weigh(shop.ads.map((ad) => [ad, ad.weight] as const))

// `day` is a local midnight; half a day on, UTC's weekday is the local one.
const getDayWeight = (day: number) => DAY_WEIGHTS[new Date(day + DAY_MS / 2).getUTCDay()] ?? 1

function getClickTime(random: Random, day: number, { hours }: Ad): number {
  const hour = random.weigh(hours.map((weight, h) => [h, weight] as const))
  return day + hour * HOUR_MS + random.int(0, HOUR_MS - 1)
}

function getStoreTime(random: Random, day: number): number {
  const hour = random.weigh(STORE_HOURS.map((weight, h) => [OPENS + h, weight] as const))
  // Nobody begins in the last half hour.
  const within = hour === CLOSES - 1 ? HOUR_MS / 2 : HOUR_MS
  return day + hour * HOUR_MS + random.int(0, within - 1)
}

/** A time in the store that day or on the days after, and later than `after`. */
function getStoreTimeAfter(random: Random, after: number): number {
  const day = getDayStart(after)
  const wanted = getStoreTime(random, day)
  return wanted > after ? wanted : getStoreTime(random, day + DAY_MS)
}

const ZONE_MS = 8 * HOUR_MS
const getDayStart = (at: number) => Math.floor((at + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS
