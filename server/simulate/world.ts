import type { Random } from './random'

/** Where an ad of the demo stands and how people take it. All chances are from 0 to 1. */
export type Ad = {
  slug: string
  weight: number
  /** Chance that who clicked keeps the pass, and comes with it, and comes without. */
  keeps: number
  comes: number
  strays: number
  /** Hours of the day at which it is seen, as a curve of 24. */
  hours: readonly number[]
  /** What the ad platform puts into the address. Visibly made up: it can never match anybody. */
  makeQuery(random: Random): Record<string, string>
}
export type Shop = {
  brandId: string
  weight: number
  ads: readonly Ad[]
  /** Touchpoints of this brand's campaign: where, and how often. */
  touchpoints: readonly (readonly [{ storeId: string; id: string }, number])[]
  /** Whether finishing the story issues a coupon, and what a receipt must say at least. */
  coupon: { minSpend: number } | null
  /** Receipts, minor units. */
  amounts: readonly (readonly [number, number])[]
}

/** Opening hours that hold in both stores, local time. */
export const OPENS = 10
export const CLOSES = 21
/** Local days begin this long before UTC's: both stores are in Asia/Shanghai, which has no summer time. */
export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS
/** Sunday first. */
export const DAY_WEIGHTS = [1.5, 0.8, 0.8, 0.85, 0.9, 1.2, 1.7] as const
/** From 10 to 20 o'clock. */
export const STORE_HOURS = [0.4, 0.6, 0.7, 0.8, 1, 1.15, 1.15, 1, 1.1, 1.3, 0.9] as const

const EVENING = [
  0, 0, 0, 0, 0, 0, 0.1, 0.3, 0.3, 0.2, 0.2, 0.3, 0.6, 0.4, 0.3, 0.3, 0.3, 0.5, 0.9, 1.4, 1.8, 1.7, 1, 0.3,
]
const PAUSES = [
  0.2, 0.1, 0, 0, 0, 0, 0.2, 0.6, 0.9, 0.6, 0.6, 0.8, 1.4, 1.1, 0.6, 0.6, 0.6, 0.7, 1, 1.1, 1.2, 1.4, 1.3,
  0.7,
]
const DESK = [
  0, 0, 0, 0, 0, 0, 0.1, 0.3, 0.7, 1.1, 1.3, 1.2, 1, 1, 1.2, 1.2, 1.1, 0.9, 0.7, 0.8, 0.9, 0.8, 0.5, 0.2,
]

const makeId = (random: Random) => `simulated-${random.int(0, 2 ** 31 - 1).toString(36)}`
const tv = () => ({ utm_source: 'tv', utm_medium: 'boot' })
const video = (random: Random) => ({ clickid: makeId(random), utm_source: 'video', utm_medium: 'feed' })
const search = (random: Random) => ({ bd_vid: makeId(random), utm_source: 'search', utm_medium: 'cpc' })
const influencer = () => ({ utm_source: 'lin', utm_medium: 'post' })

export const SHOPS: readonly Shop[] = [
  {
    brandId: 'mistleaf',
    weight: 0.74,
    ads: [
      { slug: 'frost-tv', weight: 22, keeps: 0.4, comes: 0.5, strays: 0.05, hours: EVENING, makeQuery: tv },
      {
        slug: 'frost-video',
        weight: 42,
        keeps: 0.24,
        comes: 0.38,
        strays: 0.04,
        hours: PAUSES,
        makeQuery: video,
      },
      {
        slug: 'frost-search',
        weight: 16,
        keeps: 0.46,
        comes: 0.6,
        strays: 0.1,
        hours: DESK,
        makeQuery: search,
      },
      {
        slug: 'frost-lin',
        weight: 20,
        keeps: 0.5,
        comes: 0.52,
        strays: 0.07,
        hours: PAUSES,
        makeQuery: influencer,
      },
    ],
    touchpoints: [
      [{ storeId: 'suzhou-creek', id: 'wall-ring' }, 30],
      [{ storeId: 'suzhou-creek', id: 'wall-code' }, 9],
      [{ storeId: 'suzhou-creek', id: 'entrance' }, 14],
      [{ storeId: 'suzhou-creek', id: 'tea-shelf-2' }, 6],
      [{ storeId: 'houhai', id: 'sea-ring' }, 24],
      [{ storeId: 'houhai', id: 'sea-code' }, 8],
      [{ storeId: 'houhai', id: 'sea-entrance' }, 9],
    ],
    coupon: { minSpend: 16_800 },
    amounts: [
      [16_800, 40],
      [19_600, 14],
      [25_200, 12],
      [33_600, 22],
      [50_400, 9],
      [67_200, 3],
    ],
  },
  {
    brandId: 'tidewave',
    weight: 0.26,
    ads: [
      {
        slug: 'flight-video',
        weight: 64,
        keeps: 0.2,
        comes: 0.34,
        strays: 0.05,
        hours: PAUSES,
        makeQuery: video,
      },
      {
        slug: 'flight-search',
        weight: 36,
        keeps: 0.38,
        comes: 0.5,
        strays: 0.09,
        hours: DESK,
        makeQuery: search,
      },
    ],
    touchpoints: [
      [{ storeId: 'suzhou-creek', id: 'listening-ring' }, 60],
      [{ storeId: 'houhai', id: 'sea-audio' }, 40],
    ],
    coupon: null,
    amounts: [
      [129_900, 80],
      [149_900, 20],
    ],
  },
]

/** How many of those who stand in a store came without an ad. */
export const WALK_INS = 0.2
/** Browsers people have in their pockets, with what they say of their language. */
export const PHONES = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 15; 24129PN74C) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Linux; Android 14; ALN-AL00) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.60',
] as const
export const TONGUES = [
  ['zh-CN,zh;q=0.9', 0.74],
  ['en-US,en;q=0.9', 0.26],
] as const
