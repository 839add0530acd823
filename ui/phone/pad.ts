import { type Direction, stepLamp } from '@/domain/show/lamp'

type Point = { x: number; y: number }
type Halts = { key: string; at: Point }[]
/** Thirty moves a second are as many as a wall can show smoothly; more would only queue. */
const MOVE_MS = 33
/** Moves may be lost on their way: where the lamp rests is told again this often while a finger is there, and a little longer. */
const REST_MS = 600
const RESTS_AFTER = 2
const KEYS: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

type Wire = {
  /** Whether moves arrive at all right now. */
  isLive: () => boolean
  /** A move that may be lost. */
  move: (lamp: Point) => void
  /** One step; the server's answer is what counts. */
  step: (direction: Direction) => void
}

/**
 * Makes the pad live: the thumb is under the finger at once, the wall is told at most thirty times a second, and arrow
 * keys and edge buttons step. The pad is the wall: its corners are the wall's corners.
 */
export function makePad(pad: HTMLFormElement, wire: Wire) {
  const thumb = pad.querySelector<SVGElement>('.lamp')
  const given: { halts: Halts; lit: string[]; lamp: Point } = JSON.parse(pad.dataset.pad ?? '{}')
  const drawn = given.lamp
  let { lamp, lit } = given
  let held: number | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let resting: ReturnType<typeof setInterval> | undefined
  let toldAt = 0
  /** The finger was the last to move the lamp: the server learns of it a little late. */
  let mine = false
  pad.dataset.live = ''

  function draw() {
    const x = (lamp.x - drawn.x) * pad.clientWidth
    const y = (drawn.y - lamp.y) * pad.clientHeight
    if (thumb) thumb.style.transform = `translate3d(${x}px,${y}px,0)`
  }

  function tell() {
    clearTimeout(timer)
    const wait = toldAt + MOVE_MS - performance.now()
    if (wait > 0) {
      timer = setTimeout(tell, wait)
      return
    }
    toldAt = performance.now()
    wire.move(lamp)
  }

  function follow(event: PointerEvent) {
    const { left, top, width, height } = pad.getBoundingClientRect()
    const within = (part: number) => Math.min(1, Math.max(0, part))
    mine = true
    lamp = { x: within((event.clientX - left) / width), y: within(1 - (event.clientY - top) / height) }
    draw()
    tell()
  }

  function rest() {
    let after = RESTS_AFTER
    clearInterval(resting)
    resting = setInterval(() => {
      wire.move(lamp)
      if (held === null && --after === 0) clearInterval(resting)
    }, REST_MS)
  }

  function step(direction: Direction) {
    lamp = stepLamp(given, lit, lamp, direction)
    draw()
    // After a finger the server's place for the lamp may be seconds old: then the place is told, not the step.
    if (mine && wire.isLive()) return tell()
    mine = false
    wire.step(direction)
  }

  pad.addEventListener('pointerdown', (event) => {
    if (held !== null || event.button > 0 || (event.target as Element).closest('button')) return
    held = event.pointerId
    pad.setPointerCapture(held)
    follow(event)
    rest()
  })
  pad.addEventListener('pointermove', (event) => {
    if (event.pointerId === held) follow(event)
  })
  for (const end of ['pointerup', 'pointercancel'] as const) {
    pad.addEventListener(end, (event) => {
      if (event.pointerId !== held) return
      held = null
      rest()
    })
  }
  pad.addEventListener('submit', (event) => {
    const direction = (event.submitter as HTMLButtonElement | null)?.value
    if (!direction) return
    event.preventDefault()
    step(direction as Direction)
  })
  addEventListener('resize', draw)

  return {
    pad,
    /** An arrow key anywhere on the page is a step. Answers whether it was one. */
    press(key: string): boolean {
      const direction = KEYS[key]
      if (direction) step(direction)
      return direction !== undefined
    },
    /** What the server says of lamp and halts. The finger knows better where the lamp is, until the next halt is lit. */
    update(said: { lamp: Point; lit: string[] }) {
      const further = said.lit.length > lit.length
      lit = said.lit
      if (held !== null || (mine && !further)) return
      lamp = said.lamp
      draw()
    },
    close() {
      clearTimeout(timer)
      clearInterval(resting)
      removeEventListener('resize', draw)
    },
  }
}
