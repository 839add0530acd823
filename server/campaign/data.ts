import { z } from 'zod'
import {
  type Landing,
  landingSchema,
  productSchema,
  type Story,
  storiesSchema,
} from '@/domain/campaign/content'
import { slugSchema } from '@/domain/id'
import { type Words, wordsSchema } from '@/domain/language'
import { type Show, showSchema } from '@/domain/show/show'
import { type SecondProof, secondProofSchema } from '@/domain/tap/event'
import { adPlatformSchema } from '@/protocol/visit'
import type { Sql } from '../db/sql'

export type Offer = {
  id: string
  name: Words
  discount: number
  minSpend: number
  currency: string
  validDays: number
}

/** A campaign with all that a visit needs of it. */
export type Campaign = {
  id: string
  brandId: string
  brand: Words
  name: Words
  startsAt: number
  endsAt: number
  timeZone: string
  storeIds: string[]
  unproven: 'story' | 'coupon'
  /** Which second proof makes up for an unproven tap. */
  proof: SecondProof
  /** Meant for children: no ad platform is ever told of it. */
  minors: boolean
  lookbackDays: number
  landing: Landing
  stories: Story[]
  show: Show
  product: z.infer<typeof productSchema> | null
  offer: Offer | null
}
export type Link = {
  id: string
  slug: string
  campaignId: string
  brandId: string
  channel: string
  storyKey: string
  redirectUrl: string | null
}
export type Touchpoint = {
  id: string
  storeId: string
  zoneId: string
  kind: string
  name: Words
  campaignId: string | null
  active: boolean
}
export type Store = { id: string; name: Words; address: Words; timeZone: string }
export type Zone = { id: string; storeId: string; name: Words; campaignId: string | null }

/** What changes seldom and is needed at every tap: kept in memory for some seconds. */
export type Catalogue = ReturnType<typeof makeCatalogue>

const FRESH_MS = 3_000
const offerSchema = z.object({
  id: z.string(),
  name: wordsSchema,
  discount: z.number(),
  minSpend: z.number(),
  currency: z.string(),
  validDays: z.number(),
})

export function makeCatalogue(sql: Sql) {
  const cache = new Map<string, { until: number; value: Promise<unknown> }>()

  function cached<T>(key: string, load: () => Promise<T>): Promise<T> {
    const now = performance.now()
    const known = cache.get(key)
    if (known && known.until > now) return known.value as Promise<T>
    const value = load()
    cache.set(key, { until: now + FRESH_MS, value })
    value.catch(() => cache.delete(key))
    if (cache.size > 5_000) cache.clear()
    return value
  }

  /** What has an id of ours; anything else is unknown without asking. */
  const named = <T>(kind: string, id: string, load: () => Promise<T | null>): Promise<T | null> =>
    slugSchema.safeParse(id).success ? cached(`${kind} ${id}`, load) : Promise.resolve(null)

  async function loadCampaign(id: string): Promise<Campaign | null> {
    const [row] = await sql.query<Record<string, unknown>>(
      `SELECT c.id, c.brand_id AS "brandId", b.name AS brand, c.name, c.starts_at AS "startsAt", c.ends_at AS "endsAt",
         c.time_zone AS "timeZone", c.store_ids AS "storeIds", c.unproven, c.proof, c.minors, c.lookback_days AS "lookbackDays",
         c.landing, c.stories, c.show, c.product,
         (SELECT json_build_object('id', o.id, 'name', o.name, 'discount', o.discount, 'minSpend', o.min_spend,
            'currency', o.currency, 'validDays', o.valid_days) FROM offer o WHERE o.campaign_id = c.id ORDER BY o.id LIMIT 1) AS offer
       FROM campaign c JOIN brand b ON b.id = c.brand_id WHERE c.id = $1`,
      [id],
    )
    return row ? campaignRow.parse(row) : null
  }

  return {
    getCampaign: (id: string) => named('campaign', id, () => loadCampaign(id)),
    getLink: (slug: string) =>
      named('link', slug, async () => {
        const [row] = await sql.query<Link>(
          `SELECT id, slug, campaign_id AS "campaignId", brand_id AS "brandId", channel, story_key AS "storyKey",
             redirect_url AS "redirectUrl" FROM link WHERE slug = $1`,
          [slug],
        )
        return row ?? null
      }),
    getLinkById: (id: string) =>
      named('link id', id, async () => {
        const [row] = await sql.query<Link>(
          `SELECT id, slug, campaign_id AS "campaignId", brand_id AS "brandId", channel, story_key AS "storyKey",
             redirect_url AS "redirectUrl" FROM link WHERE id = $1`,
          [id],
        )
        return row ?? null
      }),
    getTouchpoint: (id: string) =>
      named('touchpoint', id, async () => {
        const [row] = await sql.query<Touchpoint>(
          `SELECT id, store_id AS "storeId", zone_id AS "zoneId", kind, name, campaign_id AS "campaignId", active
           FROM touchpoint WHERE id = $1`,
          [id],
        )
        return row ?? null
      }),
    getStore: (id: string) =>
      named('store', id, async () => {
        const [row] = await sql.query<Store>(
          'SELECT id, name, address, time_zone AS "timeZone" FROM store WHERE id = $1',
          [id],
        )
        return row ?? null
      }),
    getZone: (id: string) =>
      named('zone', id, async () => {
        const [row] = await sql.query<Zone>(
          'SELECT id, store_id AS "storeId", name, campaign_id AS "campaignId" FROM zone WHERE id = $1',
          [id],
        )
        return row ?? null
      }),
    getScreens: (zoneId: string) =>
      cached(`screens ${zoneId}`, () =>
        sql.query<{ id: string; kind: string; dark: boolean }>(
          'SELECT id, kind, dark FROM screen WHERE zone_id = $1 AND revoked_at IS NULL ORDER BY id',
          [zoneId],
        ),
      ),
    /** The touchpoint whose code a zone's kiosk shows: its first code or tag that is on. */
    getZoneTouchpoint: (zoneId: string) =>
      cached(`zone touchpoint ${zoneId}`, async () => {
        const [row] = await sql.query<{ id: string }>(
          `SELECT id FROM touchpoint WHERE zone_id = $1 AND active AND kind IN ('code', 'tag') ORDER BY kind, id LIMIT 1`,
          [zoneId],
        )
        return row?.id ?? null
      }),
    /** The ad platforms a brand reports to. */
    getRecipients: (brandId: string) =>
      cached(`recipients ${brandId}`, async () => {
        const rows = await sql.query<{ kind: string }>(
          `SELECT DISTINCT kind FROM destination WHERE brand_id = $1 AND active AND kind <> 'webhook' ORDER BY kind DESC`,
          [brandId],
        )
        return z.array(adPlatformSchema).parse(rows.map(({ kind }) => kind))
      }),
    getConsentMode: () =>
      cached('retailer', async () => {
        const [row] = await sql.query<{ mode: 'ask' | 'notice'; demo: boolean }>(
          'SELECT consent_mode AS mode, demo FROM retailer LIMIT 1',
        )
        return row ?? { mode: 'ask' as const, demo: false }
      }),
    /** Forgets what is kept, after a change that must be seen at once. */
    refresh: () => cache.clear(),
  }
}

const time = z.date().transform((date) => date.getTime())
const campaignRow = z.object({
  id: z.string(),
  brandId: z.string(),
  brand: wordsSchema,
  name: wordsSchema,
  startsAt: time,
  endsAt: time,
  timeZone: z.string(),
  storeIds: z.array(z.string()),
  unproven: z.enum(['story', 'coupon']),
  proof: secondProofSchema,
  minors: z.boolean(),
  lookbackDays: z.number(),
  landing: landingSchema,
  stories: storiesSchema,
  show: showSchema,
  product: productSchema.nullable(),
  offer: offerSchema.nullable(),
})
