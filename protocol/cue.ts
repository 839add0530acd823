import { z } from 'zod'
import { productSchema } from '../domain/campaign/content'
import { languageSchema, wordsSchema } from '../domain/language'
import { gelSchema, lightSchema } from '../domain/visit/light'

/** A point on the wall: 0,0 is its lower left corner, 1,1 its upper right. */
export const pointSchema = z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) })
export type Point = z.infer<typeof pointSchema>

/** A place on the mountain that the visitor's lamp can light. */
export const haltSchema = z.object({ key: z.string(), name: wordsSchema, at: pointSchema })
export type Halt = z.infer<typeof haltSchema>

/** The `attract` kit: footlights that wait. `line` is the headline, `sub` what to do. */
export const attractParams = z.object({
  brand: wordsSchema.nullable(),
  line: wordsSchema,
  sub: wordsSchema,
  touchpointUrl: z.string().nullable(),
  paused: z.boolean(),
})

/** The `climb` kit: the mountain, the lamp, the halts. The same params on wall and kiosk, each draws what it is for. */
export const climbParams = z.object({
  brand: wordsSchema,
  campaign: wordsSchema,
  language: languageSchema,
  light: lightSchema,
  scene: z.enum(['welcome', 'climb', 'finale']),
  line: wordsSchema,
  sub: wordsSchema,
  /** What a kiosk says in place of `line` and `sub`, at arm's length. */
  kiosk: z.object({ line: wordsSchema, sub: wordsSchema }).optional(),
  halts: z.array(haltSchema),
  lit: z.array(z.string()),
  lamp: pointSchema,
  product: productSchema.nullable(),
  /** The offer's discount in minor units, or null when this visit cannot earn it (then it is never mentioned). */
  discount: z.int().nullable(),
  waiting: z.int(),
})

export const CUE_KITS = ['attract', 'climb', 'dark'] as const

const cueBase = {
  id: z.uuid(),
  zoneId: z.string(),
  /** Screen this cue is for; the zone's own id when it is for every screen of it that is not dark. */
  surface: z.string(),
  /** Server time, Unix milliseconds: start then, not on arrival. */
  startAt: z.number(),
  revision: z.int(),
  /** Server time after which the surface goes back to attract by itself. */
  until: z.number().optional(),
  /** The answer to somebody's second proof: shown over whatever plays, until this server time. */
  glow: z.object({ gel: gelSchema, language: languageSchema, until: z.number() }).optional(),
}

/** One timed order to one surface. */
export const cueSchema = z.discriminatedUnion('kit', [
  z.object({ ...cueBase, kit: z.literal('attract'), params: attractParams }),
  z.object({ ...cueBase, kit: z.literal('climb'), params: climbParams }),
  z.object({ ...cueBase, kit: z.literal('dark'), params: z.object({}) }),
])
export type Cue = z.infer<typeof cueSchema>
export type Glow = NonNullable<Cue['glow']>
export type AttractParams = z.infer<typeof attractParams>
export type ClimbParams = z.infer<typeof climbParams>
