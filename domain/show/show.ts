import { z } from 'zod'
import { wordsSchema } from '../language'

const point = z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) })

export const SHOW_EVENTS = ['turn.started', 'halt.lit', 'turn.ended'] as const
export const SCENES = ['attract', 'welcome', 'climb', 'finale'] as const
export const sceneSchema = z.enum(SCENES)
export type Scene = z.infer<typeof sceneSchema>

const transition = z.strictObject({
  target: sceneSchema.optional(),
  guard: z.literal('allLit').optional(),
  actions: z.literal('lightHalt').optional(),
})

/**
 * A show: an XState machine restricted to our vocabulary, as JSON. Its states are scenes, `after` is in milliseconds.
 * `halts` are places the visitor's lamp can light, on the wall's plane (0,0 lower left, 1,1 upper right).
 */
export const showSchema = z.strictObject({
  id: z.string(),
  start: point,
  /** How near the lamp must come to a halt, in wall heights. */
  reach: z.number().min(0.01).max(0.5),
  halts: z
    .array(z.object({ key: z.string(), name: wordsSchema, at: point }))
    .min(1)
    .max(6),
  machine: z.strictObject({
    initial: z.literal('attract'),
    states: z.record(
      sceneSchema,
      z.strictObject({
        on: z.partialRecord(z.enum(SHOW_EVENTS), z.union([transition, z.array(transition)])).optional(),
        after: z.record(z.string().regex(/^\d+$/), z.strictObject({ target: sceneSchema })).optional(),
        always: z.array(transition).optional(),
      }),
    ),
  }),
})
export type Show = z.infer<typeof showSchema>
