import { z } from 'zod'
import { wordsSchema } from '@/domain/language'
import { screenKindSchema, touchpointKindSchema } from '@/domain/screen/screen'
import type { Turn } from '@/domain/show/zone'
import { zoneStateSchema } from '@/domain/show/zone'
import { lightSchema } from '@/domain/visit/light'
import type { Event } from '@/protocol/event'
import { type Floor, placeSchema } from '@/protocol/floor'
import type { Catalogue } from '../campaign/data'
import type { Deps } from '../deps'
import { AppError } from '../error'
import { EVENT_COLUMNS, parseEventRow } from '../ledger/reader'
import type { StoreView, Viewer } from '../services'

export type FloorService = ReturnType<typeof makeFloorService>

/** A screen that has not been heard of for this long is offline. */
const GONE_MS = 20_000
/** A fifth of the stock left is low. */
const LOW = 0.2

/** What the console shows of one store right now. */
export function makeFloorService({ clock, db }: Deps, catalogue: Catalogue) {
  const sql = db.service

  async function getZones(storeId: string): Promise<Floor['zones']> {
    const rows = z
      .array(zoneRow)
      .parse(await sql.query('SELECT * FROM zone WHERE store_id = $1 ORDER BY id', [storeId]))
    const turns = rows.flatMap(({ state }) => [...state.queue, ...(state.leader ? [state.leader] : [])])
    const coupons = await sql.query<{ visit_id: string; issued_at: Date }>(
      'SELECT visit_id, issued_at FROM coupon WHERE visit_id = ANY($1)',
      [turns.map(({ visitId }) => visitId)],
    )
    const makeTurn = async (turn: Turn, lit: number, since: number) => {
      const campaign = await catalogue.getCampaign(turn.campaignId)
      const unnamed = { zh: turn.campaignId, en: turn.campaignId }
      return {
        visitId: turn.visitId,
        light: turn.light,
        brand: campaign?.brand ?? unnamed,
        campaign: campaign?.name ?? unnamed,
        lit,
        halts: campaign?.show.halts.length ?? 0,
        since,
        couponAt: coupons.find((c) => c.visit_id === turn.visitId)?.issued_at.getTime() ?? null,
      }
    }
    return Promise.all(
      rows.map(async ({ id, name, place, revision, state }) => ({
        id,
        name,
        place,
        revision,
        scene: state.snapshot.scene,
        paused: state.paused,
        muted: state.muted,
        offerStopped: state.offerStopped,
        leader:
          state.leader && (await makeTurn(state.leader, state.snapshot.lit.length, state.leader.startedAt)),
        queue: await Promise.all(state.queue.map((turn) => makeTurn(turn, 0, turn.joinedAt))),
      })),
    )
  }

  async function getScreens(storeId: string, now: number): Promise<Floor['screens']> {
    const rows = z
      .array(screenRow)
      .parse(await sql.query('SELECT * FROM screen WHERE store_id = $1 ORDER BY id', [storeId]))
    return rows.map((row) => {
      const seen = row.last_seen_at?.getTime() ?? null
      const online = seen !== null && now - seen < GONE_MS
      const state = row.revoked_at
        ? 'revoked'
        : row.dark
          ? 'dark'
          : online
            ? 'online'
            : seen === null
              ? 'never'
              : 'offline'
      const since = state === 'dark' ? row.dark_at : state === 'revoked' ? row.revoked_at : row.last_seen_at
      return {
        id: row.id,
        zoneId: row.zone_id,
        name: row.name,
        kind: row.kind,
        place: row.place,
        facing: row.facing,
        state,
        since: since?.getTime() ?? null,
      }
    })
  }

  async function getTouchpoints(storeId: string): Promise<Floor['touchpoints']> {
    const rows = await sql.query(
      `SELECT t.id, t.zone_id, t.name, t.kind, t.x, t.y,
         (SELECT max(v.opened_at) FROM visit v WHERE v.touchpoint_id = t.id AND NOT v.simulated) AS last
       FROM touchpoint t WHERE t.store_id = $1 ORDER BY t.id`,
      [storeId],
    )
    return z.array(touchpointRow).parse(rows)
  }

  async function getTaps(storeId: string, since: number): Promise<Floor['taps']> {
    const rows = await sql.query(
      `SELECT e.id, e.at, e.type, e.data, t.name, v.light, v.proven,
         CASE WHEN v.closed_at IS NULL AND NOT v.proven AND c.unproven = 'story' AND c.proof <> 'none'
           AND EXISTS (SELECT FROM offer o WHERE o.campaign_id = c.id) THEN v.id END AS confirmable
       FROM event e LEFT JOIN touchpoint t ON t.id = e.touchpoint_id LEFT JOIN visit v ON v.id = e.visit_id
       LEFT JOIN campaign c ON c.id = v.campaign_id
       WHERE e.store_id = $1 AND e.type IN ('tap.accepted', 'tap.refused') AND NOT e.simulated
         AND e.id >= uuidv7_floor($2) ORDER BY e.id DESC LIMIT 12`,
      [storeId, new Date(since)],
    )
    return z.array(tapRow).parse(rows)
  }

  async function getCounts(storeId: string, since: number): Promise<Floor['counts']> {
    const rows = await sql.query<{ type: string; n: number }>(
      `SELECT type, count(DISTINCT CASE WHEN type = 'show.turn_started' THEN visit_id ELSE id END)::int AS n FROM event
       WHERE store_id = $1 AND NOT simulated AND id >= uuidv7_floor($2)
         AND type IN ('visit.opened', 'show.turn_started', 'offer.issued', 'offer.redeemed') GROUP BY type`,
      [storeId, new Date(since)],
    )
    const count = (type: string) => rows.find((row) => row.type === type)?.n ?? 0
    return {
      visits: count('visit.opened'),
      played: count('show.turn_started'),
      issued: count('offer.issued'),
      redeemed: count('offer.redeemed'),
    }
  }

  /** Stock of the offers that run in this store. */
  async function getStockAlerts(storeId: string, now: number): Promise<Floor['alerts']> {
    const rows = await sql.query<{ id: string; name: unknown; left: number }>(
      `SELECT o.id, o.name, o.stock - o.issued AS left FROM offer o JOIN campaign c ON c.id = o.campaign_id
       WHERE $1 = ANY(c.store_ids) AND c.ends_at > $2 AND (o.stock - o.issued) <= o.stock * ${LOW}`,
      [storeId, new Date(now)],
    )
    return rows.map(({ id, name }) => ({
      id: `stock_low ${id}`,
      kind: 'stock_low' as const,
      subject: wordsSchema.parse(name),
      since: now,
      screenId: null,
      zoneId: null,
    }))
  }

  return {
    async getStores(viewer: Viewer): Promise<StoreView[]> {
      if (viewer.role === 'brand') return []
      const rows = await sql.query('SELECT id, name, time_zone AS "timeZone" FROM store ORDER BY id')
      const stores = z
        .array(z.object({ id: z.string(), name: wordsSchema, timeZone: z.string() }))
        .parse(rows)
      return stores.filter(({ id }) => viewer.role === 'admin' || id === viewer.storeId)
    },

    async getFloor(storeId: string): Promise<Floor> {
      const [row] = await sql.query('SELECT * FROM store WHERE id = $1', [storeId])
      if (!row) throw new AppError({ code: 'not_found' })
      const store = storeRow.parse(row)
      const now = clock.now()
      const dayStart = getDayStart(now, store.time_zone)
      const [zones, screens, touchpoints, taps, counts, stock, pairings] = await Promise.all([
        getZones(storeId),
        getScreens(storeId, now),
        getTouchpoints(storeId),
        getTaps(storeId, dayStart),
        getCounts(storeId, dayStart),
        getStockAlerts(storeId, now),
        sql.query<{ code: string; created_at: Date; user_agent: string }>(
          "SELECT code, created_at, user_agent FROM screen_pairing WHERE status = 'waiting' AND expires_at > $1 ORDER BY id",
          [new Date(now)],
        ),
      ])
      const broken = screens.flatMap(({ id, name, state, since, zoneId }): Floor['alerts'] =>
        state === 'offline' || state === 'dark'
          ? [
              {
                id: `${state} ${id}`,
                kind: state === 'dark' ? 'screen_dark' : 'screen_gone',
                subject: name,
                since: since ?? now,
                screenId: id,
                zoneId,
              },
            ]
          : [],
      )
      return {
        storeId,
        store: store.name,
        timeZone: store.time_zone,
        opensAt: store.opens_at,
        closesAt: store.closes_at,
        walls: store.walls,
        now,
        counts,
        zones,
        screens,
        touchpoints,
        taps,
        alerts: [...broken, ...stock],
        pairings: pairings.map((p) => ({
          code: p.code,
          askedAt: p.created_at.getTime(),
          userAgent: p.user_agent,
        })),
      }
    },

    /** The store's events, newest first, a page of them. `before` is the id the last page ended with. */
    async getLog(storeId: string, before?: string): Promise<Event[]> {
      const rows = await sql.query<Parameters<typeof parseEventRow>[0]>(
        `SELECT ${EVENT_COLUMNS} FROM event WHERE store_id = $1 AND NOT simulated AND id < coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
         ORDER BY id DESC LIMIT 100`,
        [storeId, before ?? null],
      )
      return rows.map(parseEventRow)
    },
  }
}

/** Unix milliseconds of the store's midnight before `now`. */
export function getDayStart(now: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(now)
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value ?? 0)
  return now - ((part('hour') * 60 + part('minute')) * 60 + part('second')) * 1000 - (now % 1000)
}

const storeRow = z.object({
  name: wordsSchema,
  time_zone: z.string(),
  opens_at: z.string(),
  closes_at: z.string(),
  walls: z.array(z.string()),
})
const zoneRow = z.object({
  id: z.string(),
  name: wordsSchema,
  place: placeSchema,
  revision: z.number(),
  state: zoneStateSchema,
})
const screenRow = z.object({
  id: z.string(),
  zone_id: z.string(),
  name: wordsSchema,
  kind: screenKindSchema,
  place: placeSchema,
  facing: z.number(),
  dark: z.boolean(),
  dark_at: z.date().nullable(),
  last_seen_at: z.date().nullable(),
  revoked_at: z.date().nullable(),
})
const touchpointRow = z
  .object({
    id: z.string(),
    zone_id: z.string(),
    name: wordsSchema,
    kind: touchpointKindSchema,
    x: z.number(),
    y: z.number(),
    last: z.date().nullable(),
  })
  .transform(({ zone_id, last, ...rest }) => ({
    ...rest,
    zoneId: zone_id,
    lastTapAt: last?.getTime() ?? null,
  }))
const tapRow = z
  .object({
    id: z.string(),
    at: z.date(),
    type: z.enum(['tap.accepted', 'tap.refused']),
    name: wordsSchema.nullable(),
    light: lightSchema.nullable(),
    proven: z.boolean().nullable(),
    confirmable: z.uuid().nullable(),
    data: z.object({ reason: z.string().optional(), proven: z.boolean().optional() }),
  })
  .transform(({ id, at, type, name, light, proven, confirmable, data }) => ({
    eventId: id,
    at: at.getTime(),
    touchpoint: name ?? { zh: '', en: '' },
    light,
    outcome: type === 'tap.accepted' ? ('accepted' as const) : ('refused' as const),
    reason: data.reason ?? null,
    proven: proven ?? data.proven ?? false,
    confirmable,
  }))
