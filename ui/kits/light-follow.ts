import type { Point } from '@/protocol/cue'
import { easeTo } from './light-pace'

/** What the light should be. `set` changes any of it; the drawn light follows in its own time. */
export type LightScene = {
  scene: 'attract' | 'climb'
  /** The visitor's gel as `#rrggbb`. */
  gel: string
  lamp: Point
  /** How far the footlights near the lamp wake, 0..1. */
  awake: number
  /** 1 is the full picture, 0 a dark room. */
  brightness: number
  /** Dawn over the mountain, 0..1. */
  dawn: number
  halts: readonly { at: Point; lit: boolean }[]
  /** Footlights along the edge: 11 on a wall, 5 on a kiosk. */
  lamps: number
  /** A kiosk looks closer: its view of the mountain follows the lamp. */
  closer: boolean
}

/** The light as it is drawn at this moment. */
export type Drawn = {
  climb: number
  gel: readonly [number, number, number]
  lamp: readonly [number, number]
  awake: number
  brightness: number
  dawn: number
  view: readonly [number, number, number]
  halts: readonly (readonly [number, number, number])[]
}

/** Time constants in milliseconds. */
const TAU = { lamp: 110, scene: 420, halt: 260, gel: 300, awake: 500, view: 700 }
/**
 * A kiosk shows a 1.34 wide window of the 1.78 wide mountain: its summit at 560 of 1920 px, under the words, its
 * foot at 1180, above them.
 */
const CLOSE = { width: 1.34, y: -0.985, zoom: 2.38 }

/** A scene before its light comes up. */
export function startFrom(scene: LightScene): Drawn {
  return {
    climb: scene.scene === 'climb' ? 1 : 0,
    gel: parseColor(scene.gel),
    lamp: [scene.lamp.x, scene.lamp.y],
    awake: scene.awake,
    brightness: 0,
    dawn: scene.dawn,
    view: makeView(scene, scene.lamp.x),
    halts: scene.halts.map(({ at, lit }) => [at.x, at.y, lit ? 1 : 0]),
  }
}

/** The drawn light, `dt` milliseconds closer to its target. Infinite `dt` arrives. Calm light moves nothing: it only fades. */
export function follow(drawn: Drawn, scene: LightScene, dt: number, calm: boolean): Drawn {
  const to = (value: number, target: number, tau: number) =>
    dt === Number.POSITIVE_INFINITY ? target : easeTo(value, target, dt, tau)
  const gel = parseColor(scene.gel)
  const view = makeView(scene, scene.lamp.x)
  const moving = calm ? 0 : 1
  return {
    climb: to(drawn.climb, scene.scene === 'climb' ? 1 : 0, TAU.scene),
    gel: [
      to(drawn.gel[0], gel[0], TAU.gel),
      to(drawn.gel[1], gel[1], TAU.gel),
      to(drawn.gel[2], gel[2], TAU.gel),
    ],
    lamp: [
      to(drawn.lamp[0], scene.lamp.x, TAU.lamp * moving),
      to(drawn.lamp[1], scene.lamp.y, TAU.lamp * moving),
    ],
    awake: to(drawn.awake, scene.awake, TAU.awake),
    brightness: to(drawn.brightness, scene.brightness, TAU.scene),
    dawn: to(drawn.dawn, scene.dawn, TAU.scene * 2),
    view: [to(drawn.view[0], view[0], TAU.view * moving), view[1], view[2]],
    halts: scene.halts.map(({ at, lit }, i) => [
      at.x,
      at.y,
      to(drawn.halts[i]?.[2] ?? 0, lit ? 1 : 0, TAU.halt),
    ]),
  }
}

function makeView({ closer }: LightScene, lampX: number): readonly [number, number, number] {
  if (!closer) return [0, 0, 1]
  const centred = lampX * 1.7778 - CLOSE.width * 0.5
  return [Math.min(Math.max(centred, 0), 1.7778 - CLOSE.width), CLOSE.y, CLOSE.zoom]
}

function parseColor(hex: string): readonly [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16)
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255]
}
