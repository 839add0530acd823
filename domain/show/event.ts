import { z } from 'zod'

/** Why a visitor's turn at a zone ended. */
export const TURN_ENDS = ['finished', 'left', 'idle', 'skipped', 'removed', 'phone_only'] as const
export const turnEndSchema = z.enum(TURN_ENDS)
export type TurnEnd = z.infer<typeof turnEndSchema>

export const STAFF_ORDERS = [
  'next',
  'remove',
  'restart',
  'mute',
  'unmute',
  'pause',
  'resume',
  'stop_offer',
  'allow_offer',
  'dark',
  'lit',
] as const
export const staffOrderSchema = z.enum(STAFF_ORDERS)
export type StaffOrder = z.infer<typeof staffOrderSchema>

export const showQueued = z.object({ place: z.int().min(1), waitMs: z.int().min(0) })
export const showTurnStarted = z.object({ showId: z.string() })
export const showTurnEnded = z.object({ reason: turnEndSchema, durationMs: z.int().min(0) })
export const showSceneEntered = z.object({ showId: z.string(), scene: z.string(), revision: z.int() })
/** What a visitor did with a show. `halt` names the halt that was lit. `surface` says where. */
export const showEngaged = z.object({
  kind: z.enum(['halt_lit', 'steered', 'asked', 'replayed']),
  halt: z.string().optional(),
  surface: z.enum(['wall', 'phone', 'kiosk']),
})
export const showFinished = z.object({ showId: z.string(), surface: z.enum(['wall', 'phone']) })
export const showSteered = z.object({
  order: staffOrderSchema,
  userId: z.string(),
  screenId: z.string().optional(),
})
