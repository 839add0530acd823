'use client'
import { type RefObject, useEffect } from 'react'
import { makePlates, type Plates } from './plates'

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
 * Lets the room follow its screens: looks at the light their pages draw a few times a second, paints what it throws, and
 * sets the room's variable `--wall` for what only dims.
 */
export function useRoomLight(
  room: RefObject<HTMLElement | null>,
  frames: { wall: RefObject<HTMLIFrameElement | null>; kiosk: RefObject<HTMLIFrameElement | null> },
  layer: RefObject<HTMLCanvasElement | null>,
) {
  const { wall, kiosk } = frames
  useEffect(() => {
    const eyes = { wall: makeEye(), kiosk: makeEye() }
    let drawn = { wall: DARK, kiosk: DARK }
    let plates: Plates | null = null
    let said = ''
    if (layer.current) void makePlates(layer.current).then((made) => (plates = made))
    const timer = setInterval(() => {
      if (document.hidden) return
      drawn = {
        wall: easeLight(drawn.wall, eyes.wall.look(wall.current), EASE),
        kiosk: easeLight(drawn.kiosk, eyes.kiosk.look(kiosk.current), EASE),
      }
      plates?.paint(drawn, eyes.wall.canvas)
      const strength = drawn.wall.strength.toFixed(2)
      if (strength !== said) room.current?.style.setProperty('--wall', strength)
      said = strength
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [room, wall, kiosk, layer])
}

/** Looks at the light a screen's page draws; its canvas keeps the picture, a few pixels wide. */
function makeEye() {
  const canvas = document.createElement('canvas')
  canvas.width = GRID.width
  canvas.height = GRID.height
  const sight = canvas.getContext('2d', { willReadFrequently: true })
  return {
    canvas,
    look(frame: HTMLIFrameElement | null): Thrown {
      const light = frame?.contentDocument?.querySelector('canvas')
      if (!sight || !light || light.width === 0) return DARK
      sight.drawImage(light, 0, 0, GRID.width, GRID.height)
      return measureLight(sight.getImageData(0, 0, GRID.width, GRID.height).data, GRID.width, GRID.height)
    },
  }
}
