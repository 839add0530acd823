import type { Point } from '@/protocol/cue'
import { follow, type LightScene, startFrom } from './light-follow'
import { type LightGl, makeLightGl } from './light-gl'
import { decidePace, driftSeconds, type Pace } from './light-pace'

export type LightOptions = {
  /** Largest scale of the drawing against 1920x1080 pixels, 0.2 to 0.75. */
  scale?: number
  /** One frame of the present scene, no movement at all. */
  still?: boolean
  /** Reduced motion: a held frame whose brightness alone changes. */
  calm?: boolean
  /** The clock that scenes drift by, Unix milliseconds. */
  now: () => number
  /** Another page reads the canvas (the virtual store takes its mean colour). */
  readable?: boolean
}

export type Light = {
  set: (scene: LightScene) => void
  setLamp: (lamp: Point) => void
  /** Frames a second, as drawn; null before the first second is over, and for held frames. */
  fps: () => number | null
  /** The present pace and what a frame costs at it, for measuring. */
  pace: () => Pace & { costMs: number }
  dispose: () => void
}

/** Where a held frame is held: the footlights stand well there. */
const HELD_SECONDS = 12
/** Scales are of this many pixels, whatever the box: a small frame is drawn sharp, a 4K wall costs no more. */
const FULL_PIXELS = 1920 * 1080

/**
 * Draws light into a canvas until disposed. Null when the browser has no WebGL 2: show the still picture then.
 * Holds one context and a fixed set of GL objects, whatever is shown and for however long; survives a lost context.
 */
export function makeLight(canvas: HTMLCanvasElement, first: LightScene, options: LightOptions): Light | null {
  const gl = canvas.getContext('webgl2', {
    antialias: false,
    alpha: false,
    depth: false,
    powerPreference: 'low-power',
    preserveDrawingBuffer: options.readable === true,
  })
  const made = gl && makeLightGl(gl)
  if (!gl || !made) return null

  let drawer: LightGl | null = made
  let target = first
  let drawn = startFrom(first)
  const most = options.scale ?? 0.75
  let pace: Pace = options.still
    ? { scale: Math.min(most, 0.5), fps: 60 }
    : { scale: Math.min(most, made.software ? 0.25 : most), fps: made.software ? 10 : 60 }
  let costMs = 0
  let drawnScale = pace.scale
  let repacedAt = performance.now()
  let frame = 0
  let lastDrawAt = Number.NEGATIVE_INFINITY
  let lastEaseAt = performance.now()
  let looks = 0
  let awaited = false
  let drawnSince = { at: performance.now(), frames: 0 }
  let fps: number | null = null
  let handle: number | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let settled = false

  const tick = () => {
    handle = undefined
    if (!drawer || document.hidden) return
    const now = performance.now()
    looks++
    if (!drawer.done()) return next(0)
    if (awaited) measure(now)
    const due = lastDrawAt + 1000 / pace.fps - 4
    if (now < due) return next(due - now)
    ease(now)
    draw(now)
    // Looks at every frame until this one is done, to know what it cost, and only then sleeps until the next is due.
    if (moves() || !settled) next(0)
  }
  const moves = () => !options.still && !options.calm
  const next = (inMs: number) => {
    if (handle !== undefined || timer !== undefined) return
    if (inMs > 34) {
      timer = setTimeout(() => {
        timer = undefined
        handle = requestAnimationFrame(tick)
      }, inMs - 8)
    } else handle = requestAnimationFrame(tick)
  }
  const measure = (now: number) => {
    awaited = false
    if (frame <= 2) return // compiling the shader is in these
    // Done at the first look, and that look on time: it fitted, and how long it took is not known.
    const took = now - lastDrawAt
    const cost = looks === 1 && took < 25 ? took * 0.4 : took
    costMs = costMs === 0 ? cost : costMs * 0.8 + cost * 0.2
    if (moves() && now - repacedAt > 1000) repace(now)
  }
  const repace = (now: number) => {
    repacedAt = now
    const present = { scale: Math.max(drawnScale, 0.05), fps: pace.fps }
    const better = decidePace(present, costMs, drawer?.software === true, most)
    if (better.scale === pace.scale && better.fps === pace.fps) return
    costMs *= Math.min(1, (better.scale / present.scale) ** 2)
    pace = better
  }
  const ease = (now: number) => {
    const dt = Math.min(now - lastEaseAt, 1000)
    lastEaseAt = now
    const before = drawn
    drawn = follow(drawn, target, options.still ? Number.POSITIVE_INFINITY : dt, options.calm === true)
    settled = !moves() && JSON.stringify(before) === JSON.stringify(drawn)
  }
  const draw = (now: number) => {
    const dense = Math.min(globalThis.devicePixelRatio || 1, 2)
    const box = Math.max(4, canvas.clientWidth * canvas.clientHeight * dense ** 2)
    const pixels = Math.min(box, FULL_PIXELS * pace.scale ** 2)
    const width = Math.max(2, Math.round(canvas.clientWidth * dense * Math.sqrt(pixels / box)))
    const height = Math.max(2, Math.round(canvas.clientHeight * dense * Math.sqrt(pixels / box)))
    drawnScale = Math.sqrt((width * height) / FULL_PIXELS)
    if (canvas.width !== width) canvas.width = width
    if (canvas.height !== height) canvas.height = height
    const seconds = moves() ? driftSeconds(options.now()) : HELD_SECONDS
    drawer?.draw({ ...drawn, seconds, frame, lamps: target.lamps }, width, height)
    frame++
    looks = 0
    awaited = true
    lastDrawAt = now
    drawnSince.frames++
    if (now - drawnSince.at >= 1000) {
      fps = (drawnSince.frames * 1000) / (now - drawnSince.at)
      drawnSince = { at: now, frames: 0 }
    }
  }
  const wake = () => {
    settled = false
    next(0)
  }
  const lost = (event: Event) => {
    event.preventDefault()
    drawer = null
  }
  const restored = () => {
    drawer = makeLightGl(gl)
    wake()
  }
  const shown = () => {
    if (document.hidden) return
    lastEaseAt = performance.now()
    drawnSince = { at: performance.now(), frames: 0 }
    wake()
  }
  const resized = new ResizeObserver(wake)
  resized.observe(canvas)
  canvas.addEventListener('webglcontextlost', lost)
  canvas.addEventListener('webglcontextrestored', restored)
  document.addEventListener('visibilitychange', shown)
  wake()

  return {
    set(scene) {
      target = scene
      wake()
    },
    setLamp(lamp) {
      target = { ...target, lamp }
      wake()
    },
    fps: () => (moves() ? fps : null),
    pace: () => ({ ...pace, costMs }),
    dispose() {
      if (handle !== undefined) cancelAnimationFrame(handle)
      clearTimeout(timer)
      resized.disconnect()
      canvas.removeEventListener('webglcontextlost', lost)
      canvas.removeEventListener('webglcontextrestored', restored)
      document.removeEventListener('visibilitychange', shown)
      drawer?.release()
      drawer = null
      handle = -1
      // In development React mounts twice on one canvas: give the context back only when the canvas has gone.
      setTimeout(() => canvas.isConnected || gl.getExtension('WEBGL_lose_context')?.loseContext(), 0)
    },
  }
}
