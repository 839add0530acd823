import { z } from 'zod'
import { wordsSchema } from '../domain/language'
import { screenKindSchema, touchpointKindSchema } from '../domain/screen/screen'
import { lightSchema } from '../domain/visit/light'

/** Rectangle on a store's plan, in the plan's own units (928 x 520). */
export const placeSchema = z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() })

const turnSchema = z.object({
  visitId: z.uuid(),
  light: lightSchema,
  brand: wordsSchema,
  campaign: wordsSchema,
  lit: z.int(),
  halts: z.int(),
  since: z.number(),
  couponAt: z.number().nullable(),
})

/** What the console shows of one store right now. Pseudonyms only; times are Unix milliseconds. */
export const floorSchema = z.object({
  storeId: z.string(),
  store: wordsSchema,
  timeZone: z.string(),
  opensAt: z.string(),
  closesAt: z.string(),
  /** SVG path data of the plan's walls, in the plan's units. */
  walls: z.array(z.string()),
  now: z.number(),
  counts: z.object({ visits: z.int(), played: z.int(), issued: z.int(), redeemed: z.int() }),
  zones: z.array(
    z.object({
      id: z.string(),
      name: wordsSchema,
      place: placeSchema,
      scene: z.string(),
      revision: z.int(),
      paused: z.boolean(),
      muted: z.boolean(),
      offerStopped: z.boolean(),
      leader: turnSchema.nullable(),
      queue: z.array(turnSchema),
    }),
  ),
  screens: z.array(
    z.object({
      id: z.string(),
      zoneId: z.string(),
      name: wordsSchema,
      kind: screenKindSchema,
      place: placeSchema,
      /** Degrees clockwise from up: where its light falls. */
      facing: z.number(),
      state: z.enum(['online', 'offline', 'dark', 'never', 'revoked']),
      since: z.number().nullable(),
    }),
  ),
  touchpoints: z.array(
    z.object({
      id: z.string(),
      zoneId: z.string(),
      name: wordsSchema,
      kind: touchpointKindSchema,
      x: z.number(),
      y: z.number(),
      lastTapAt: z.number().nullable(),
    }),
  ),
  taps: z.array(
    z.object({
      eventId: z.uuid(),
      at: z.number(),
      touchpoint: wordsSchema,
      light: lightSchema.nullable(),
      outcome: z.enum(['accepted', 'refused']),
      reason: z.string().nullable(),
      proven: z.boolean(),
      /** The visit whose presence staff may confirm: it is open, and a coupon waits for that. */
      confirmable: z.uuid().nullable(),
    }),
  ),
  alerts: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['screen_gone', 'screen_dark', 'stock_low', 'recovered']),
      subject: wordsSchema,
      since: z.number(),
      screenId: z.string().nullable(),
      zoneId: z.string().nullable(),
    }),
  ),
  pairings: z.array(z.object({ code: z.string(), askedAt: z.number(), userAgent: z.string() })),
})
export type Floor = z.infer<typeof floorSchema>
