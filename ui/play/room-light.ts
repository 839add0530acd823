'use client'
import { type RefObject, useEffect } from 'react'

type Rgb = readonly [number, number, number]
/** A surface's light: what it throws at the top, in the middle and at the foot, and how bright it is, 0..1. */
export type Thrown = { tints: readonly [Rgb, Rgb, Rgb]; strength: number }

const LOOK_MS = 250
const GRID = { width: 24, height: 12 }
/** Part of the way to the new light at each look: the room's eye is slower than the screen. */
const EASE = 0.42
/** Means are greyer than what they are means of. */
const SATURATE = 1.7

/**
 * Mean colours of three bands of a picture (RGBA bytes, top row first), each as bright as its hue can be, and how much
 * light there is in all: walls show little of it at full white, so its root is taken.
 */
export function measureLight(pixels: Uint8ClampedArray, width: number, height: number): Thrown {
  const bands = [0, 1, 2].map((band) => {
    const sum = [0, 0, 0]
    let count = 0
    const from = Math.floor((band * height) / 3)
    const to = Math.floor(((band + 1) * height) / 3)
    for (let at = from * width; at < to * width; at++) {
      for (let c = 0; c < 3; c++) sum[c] = (sum[c] ?? 0) + (pixels[at * 4 + c] ?? 0)
      count++
    }
    return sum.map((value) => value / Math.max(1, count))
  })
  const tint = ([r = 0, g = 0, b = 0]: number[] = []): Rgb => {
    const most = Math.max(r, g, b, 1)
    const lift = (value: number) => Math.round(28 + 227 * (value / most) ** SATURATE)
    return [lift(r), lift(g), lift(b)]
  }
  const mean = bands.flat().reduce((sum, value) => sum + value, 0) / (9 * 255)
  return {
    tints: [tint(bands[0]), tint(bands[1]), tint(bands[2])],
    strength: Math.min(1, Math.sqrt(mean) * 1.65),
  }
}

/** One light on its way to another. */
export function easeLight(from: Thrown, to: Thrown, share: number): Thrown {
  const mix = (a: number, b: number) => a + (b - a) * share
  const tint = (band: 0 | 1 | 2): Rgb => [
    mix(from.tints[band][0], to.tints[band][0]),
    mix(from.tints[band][1], to.tints[band][1]),
    mix(from.tints[band][2], to.tints[band][2]),
  ]
  return { tints: [tint(0), tint(1), tint(2)], strength: mix(from.strength, to.strength) }
}

const WARM: Rgb = [255, 184, 105]
const DARK: Thrown = { tints: [WARM, WARM, WARM], strength: 0.12 }

/**
 * Lets the room follow its screens: looks at the light their pages draw a few times a second and sets the room's
 * variables `--wall`, `--w0` to `--w2`, `--kiosk`, `--k0`; the floor's reflection is the picture itself, a few pixels wide.
 */
export function useRoomLight(
  room: RefObject<HTMLElement | null>,
  frames: { wall: RefObject<HTMLIFrameElement | null>; kiosk: RefObject<HTMLIFrameElement | null> },
  floor: RefObject<HTMLCanvasElement | null>,
) {
  const { wall, kiosk } = frames
  useEffect(() => {
    const eye = document.createElement('canvas')
    eye.width = GRID.width
    eye.height = GRID.height
    const sight = eye.getContext('2d', { willReadFrequently: true })
    const mirror = floor.current?.getContext('2d')
    const drawn = { wall: DARK, kiosk: DARK }
    const look = (frame: HTMLIFrameElement | null): Thrown => {
      const canvas = frame?.contentDocument?.querySelector('canvas')
      if (!sight || !canvas || canvas.width === 0) return DARK
      sight.drawImage(canvas, 0, 0, GRID.width, GRID.height)
      return measureLight(sight.getImageData(0, 0, GRID.width, GRID.height).data, GRID.width, GRID.height)
    }
    const timer = setInterval(() => {
      const style = room.current?.style
      if (!style || document.hidden) return
      drawn.wall = easeLight(drawn.wall, look(wall.current), EASE)
      mirror?.drawImage(eye, 0, 0)
      drawn.kiosk = easeLight(drawn.kiosk, look(kiosk.current), EASE)
      const say = (name: string, tint: Rgb) =>
        style.setProperty(name, `rgb(${tint.map(Math.round).join(' ')})`)
      for (const [band, tint] of drawn.wall.tints.entries()) say(`--w${band}`, tint)
      say('--k0', drawn.kiosk.tints[1])
      style.setProperty('--wall', drawn.wall.strength.toFixed(2))
      style.setProperty('--kiosk', drawn.kiosk.strength.toFixed(2))
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [room, wall, kiosk, floor])
}
