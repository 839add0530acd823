import type { Show } from './show'

type Point = { x: number; y: number }
const ASPECT = 16 / 9
const STEP = 0.12
const DIRECTIONS = {
  up: { x: 0, y: 1 },
  down: { x: 0, y: -1 },
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
} as const
export type Direction = keyof typeof DIRECTIONS

/** The halt within reach of the lamp that is next to light: halts are lit in their order, the climb has one way. */
export function getHaltInReach(show: Show, lit: readonly string[], lamp: Point): string | null {
  const next = getNextHalt(show, lit)
  if (!next) return null
  const distance = Math.hypot((lamp.x - next.at.x) * ASPECT, lamp.y - next.at.y)
  return distance <= show.reach ? next.key : null
}

/** The first halt that is still dark. */
export function getNextHalt<Halt extends { key: string }>(
  show: { halts: readonly Halt[] },
  lit: readonly string[],
): Halt | undefined {
  return show.halts.find(({ key }) => !lit.includes(key))
}

/**
 * One press of a step button. Towards the next halt it goes no farther than the halt, so that a few presses light it
 * without aiming; the wall's edges stop it.
 */
export function stepLamp(
  show: { halts: readonly { key: string; at: Point }[] },
  lit: readonly string[],
  lamp: Point,
  direction: Direction,
): Point {
  const { x, y } = DIRECTIONS[direction]
  const next = getNextHalt(show, lit)?.at
  const limit = (from: number, sign: number, target: number | undefined, step: number) => {
    if (sign === 0) return from
    const moved = from + sign * step
    const passes = target !== undefined && (target - from) * sign > 0 && (target - moved) * sign < 0
    return Math.min(1, Math.max(0, passes ? target : moved))
  }
  return { x: limit(lamp.x, x, next?.x, STEP / ASPECT), y: limit(lamp.y, y, next?.y, STEP) }
}
