import { z } from 'zod'
import { languageSchema, wordsSchema } from '../domain/language'
import { screenKindSchema } from '../domain/screen/screen'
import type { BrandEvent } from './analytics'
import { type Cue, cueSchema, type Point, pointSchema } from './cue'
import type { Event } from './event'
import { type Floor, floorSchema } from './floor'
import { type VisitView, visitViewSchema } from './visit'

/** Handshake of a screen: its device key signs `screenId|keyId|at|nonce` (ECDSA P-256, SHA-256, raw r|s, base64url). */
export const screenAuthSchema = z.object({
  protocol: z.int(),
  build: z.string().max(64),
  screenId: z.string().max(64),
  keyId: z.uuid(),
  at: z.number(),
  nonce: z.string().min(16).max(64),
  signature: z.string().max(200),
})
export type ScreenAuth = z.infer<typeof screenAuthSchema>

/** Handshake of a phone: the visit's own token, as in its page's address. */
export const phoneAuthSchema = z.object({ protocol: z.int(), token: z.string().max(400) })

/** What a screen learns when it connects: who it is and what it should be showing. */
export const screenSnapshotSchema = z.object({
  screenId: z.string(),
  name: wordsSchema,
  kind: screenKindSchema,
  zoneId: z.string(),
  zone: wordsSchema,
  store: wordsSchema,
  language: languageSchema,
  muted: z.boolean(),
  /** The key with which this screen makes the codes of its touchpoint (base64url); a screen without a code has none. */
  code: z.object({ touchpointId: z.string(), key: z.string() }).nullish(),
  cue: cueSchema,
})
export type ScreenSnapshot = z.infer<typeof screenSnapshotSchema>

/** Reply to everything that must not be lost. `code` is one of the closed set of `AppError` codes. */
export type Ack = { ok: true } | { ok: false; code: string }
export type Reply = (ack: Ack) => void

export const cuePlayedSchema = z.object({
  eventId: z.uuid(),
  cueId: z.uuid(),
  scene: z.string().max(64),
  lateMs: z.number(),
})
export const screenBeatSchema = z.object({
  revision: z.int(),
  scene: z.string().max(64),
  fps: z.number().nullable(),
  clockOffsetMs: z.number(),
})
export const STEPS = ['up', 'down', 'left', 'right'] as const
export const lampStepSchema = z.object({ direction: z.enum(STEPS) })
export const turnActionSchema = z.object({ action: z.enum(['take', 'leave', 'phone']) })
export { cueSchema, floorSchema, pointSchema, visitViewSchema }

/** `/screen`. `lamp.moved` may be lost; `cue.played` is acknowledged after it is durable. */
export type ScreenToServer = {
  'clock.ping': (clientTime: number, reply: (serverTime: number) => void) => void
  'cue.request': (reply: (cue: Cue) => void) => void
  'cue.played': (report: z.infer<typeof cuePlayedSchema>, reply: Reply) => void
  'screen.beat': (beat: z.infer<typeof screenBeatSchema>) => void
  /** A kiosk's button: `again` hears the picker, `cup` asks staff for a cup, `shelf` shows where it stands. */
  'show.asked': (asked: { what: 'again' | 'cup' | 'shelf' }, reply: Reply) => void
}
export type ServerToScreen = {
  'screen.snapshot': (snapshot: ScreenSnapshot) => void
  'cue.play': (cue: Cue) => void
  'lamp.moved': (lamp: Point) => void
  'screen.reload': () => void
  /** Shows its own name for some seconds, so that staff find it. */
  'screen.identify': () => void
  'screen.revoked': () => void
}

/** `/phone`. `lamp.move` may be lost, everything else is acknowledged and idempotent. */
export type PhoneToServer = {
  'clock.ping': (clientTime: number, reply: (serverTime: number) => void) => void
  'lamp.move': (lamp: Point) => void
  'lamp.step': (step: z.infer<typeof lampStepSchema>, reply: Reply) => void
  'turn.act': (act: z.infer<typeof turnActionSchema>, reply: Reply) => void
}
export type ServerToPhone = { 'visit.changed': (view: VisitView) => void }

/** `/console`, authenticated by the session cookie; `store` is in the handshake. */
export type ServerToConsole = { 'floor.changed': (floor: Floor) => void }

/** `/brand`, authenticated by the session cookie. */
export type ServerToBrand = { 'event.landed': (events: BrandEvent[]) => void }

/** `/play`, only where the virtual store is on: the ledger as it grows, and one visitor's credit as it moves. */
export type ServerToPlay = {
  'event.landed': (events: Event[]) => void
}
