import { z } from 'zod'
import { languageSchema } from '../language'
import { gelSchema, lightSchema } from '../visit/light'
import { SCENES } from './show'

/** A visitor called to the wall who does not come in this time is skipped. */
export const CALL_MS = 20_000
/** A leader who neither steers nor lights anything for this long has walked away. */
export const IDLE_MS = 30_000
/** The longest turn, so that the minutes told to those who wait are honest. */
export const TURN_MS = 150_000
/** Who has waited this long finishes story and coupon on the phone alone. */
export const WAIT_MS = 120_000

const turnSchema = z.object({
  visitId: z.uuid(),
  visitorId: z.uuid(),
  brandId: z.string(),
  campaignId: z.string(),
  storyKey: z.string(),
  language: languageSchema,
  light: lightSchema,
  joinedAt: z.number(),
  simulated: z.boolean(),
})
/** One visitor's place at a zone: in the queue, then with the lamp. */
export type Turn = z.infer<typeof turnSchema>

const leaderSchema = turnSchema.extend({
  startedAt: z.number(),
  seenAt: z.number(),
  lamp: z.object({ x: z.number(), y: z.number() }),
})
export type Leader = z.infer<typeof leaderSchema>

const snapshotSchema = z.object({
  scene: z.enum(SCENES),
  lit: z.array(z.string()),
  due: z.object({ at: z.number(), event: z.string() }).nullable(),
})

/** The answer to somebody's second proof, in their language, until this server time. One at a time: two would be mixed up. */
const glowSchema = z.object({
  visitId: z.uuid(),
  gel: gelSchema,
  language: languageSchema,
  until: z.number(),
})

/** What a zone plays and for whom. Stored in the zone's row as it is. */
export const zoneStateSchema = z.object({
  snapshot: snapshotSchema.default({ scene: 'attract', lit: [], due: null }),
  leader: leaderSchema.nullable().default(null),
  /** First in the queue and called: must take the lamp before this time. */
  calledUntil: z.number().nullable().default(null),
  queue: z.array(turnSchema).default([]),
  paused: z.boolean().default(false),
  /** When the pause began, so that its time can be given back. */
  pausedAt: z.number().nullable().default(null),
  muted: z.boolean().default(false),
  offerStopped: z.boolean().default(false),
  /** What the walls glow with. It goes out by its own time, without anybody looking. */
  glow: glowSchema.nullable().default(null),
})
export type ZoneState = z.infer<typeof zoneStateSchema>

/** How long the one at this place (1 is next) waits at most: the leader's rest, then whole turns. Milliseconds. */
export function getWaitMs(state: ZoneState, place: number, now: number): number {
  const rest = state.leader ? Math.max(0, state.leader.startedAt + TURN_MS - now) : 0
  return rest + (place - 1) * TURN_MS
}

/** The queue place of a visit, 1 for next, or null when it does not wait. */
export function getPlace(state: ZoneState, visitId: string): number | null {
  const index = state.queue.findIndex((turn) => turn.visitId === visitId)
  return index < 0 ? null : index + 1
}

/** When the zone must be looked at again though nothing happened, or null. A look then always changes something. */
export function getDueAt({ snapshot, leader, calledUntil, queue, paused }: ZoneState): number | null {
  if (paused) return null
  // The called one's time is the call's alone, and a finale is never cut short.
  const waiting = leader ? queue : queue.slice(1)
  const times = [
    snapshot.due?.at,
    leader && snapshot.scene !== 'finale' && Math.min(leader.seenAt + IDLE_MS, leader.startedAt + TURN_MS),
    calledUntil,
    ...waiting.map(({ joinedAt }) => joinedAt + WAIT_MS),
  ].filter((time): time is number => typeof time === 'number')
  return times.length > 0 ? Math.min(...times) : null
}
