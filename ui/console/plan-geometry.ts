import type { Floor } from '@/protocol/floor'

export type Point = { x: number; y: number }
type Place = Floor['screens'][number]['place']
type Screen = Pick<Floor['screens'][number], 'place' | 'facing' | 'state' | 'zoneId' | 'kind'>

/** The plan's own units, as in `protocol/floor`. */
export const PLAN = { w: 928, h: 520, margin: 14 }
const DEEPEST = 270

const getCentre = ({ x, y, w, h }: Place): Point => ({ x: x + w / 2, y: y + h / 2 })

/** Unit vector of a heading in degrees clockwise from up; y grows downwards as in SVG. */
export function getHeading(degrees: number): Point {
  const angle = (degrees * Math.PI) / 180
  return { x: Math.sin(angle), y: -Math.cos(angle) }
}

/**
 * The light a screen throws on the floor: a trapezoid from its edge, widening with distance. The wider the screen,
 * the farther; `depth` is how far, in plan units.
 */
export function makeThrow(place: Place, facing: number) {
  const heading = getHeading(facing)
  const across = { x: -heading.y, y: heading.x }
  const centre = getCentre(place)
  const width = Math.max(place.w, place.h)
  const depth = Math.min(DEEPEST, width * 1.15 + 10)
  const spread = width * 0.27
  const at = (along: number, side: number): Point => ({
    x: round(centre.x + heading.x * along + across.x * side),
    y: round(centre.y + heading.y * along + across.y * side),
  })
  const half = width / 2
  return {
    depth,
    from: at(0, 0),
    to: at(depth, 0),
    corners: [at(0, -half), at(0, half), at(depth, half + spread), at(depth, -half - spread)] as const,
  }
}

/** SVG path data of a closed shape. */
export const makePath = (points: readonly Point[]) => `M${points.map(({ x, y }) => `${x} ${y}`).join('L')}Z`

/**
 * Where a screen's name stands: behind it when there is room on the plan, else on its lit side, clear of the wall.
 */
export function placeLabel(place: Place, facing: number): Point & { anchor: 'start' | 'middle' | 'end' } {
  const heading = getHeading(facing)
  const centre = getCentre(place)
  if (Math.abs(heading.x) > Math.abs(heading.y)) {
    const right = centre.x > PLAN.w / 2
    return {
      x: right ? Math.min(place.x + place.w, PLAN.w - PLAN.margin) - 16 : place.x + 16,
      y: place.y + place.h + 24,
      anchor: right ? 'end' : 'start',
    }
  }
  const behind = centre.y - heading.y * 16
  const inside = behind > PLAN.margin + 14 && behind < PLAN.h - PLAN.margin
  if (inside) return { x: centre.x, y: behind + (heading.y < 0 ? 8 : 0), anchor: 'middle' }
  return { x: place.x + 12, y: heading.y > 0 ? place.y + 26 : place.y - 10, anchor: 'start' }
}

/** The middle of the light in a zone, where who leads stands; the zone's own middle when no screen throws any. */
export function placeLeader(zone: { id: string; place: Place }, screens: readonly Screen[]): Point {
  const lit = screens
    .filter(({ zoneId, state }) => zoneId === zone.id && state === 'online')
    .sort((a, b) => Math.max(b.place.w, b.place.h) - Math.max(a.place.w, a.place.h))[0]
  if (!lit) return getCentre(zone.place)
  const { depth, from } = makeThrow(lit.place, lit.facing)
  const heading = getHeading(lit.facing)
  const away = Math.max(34, depth * 0.56)
  return { x: round(from.x + heading.x * away), y: round(from.y + heading.y * away) }
}

/** Places of those who wait, side by side in the zone's lower left, at most `most` of them drawn. */
export function placeQueue(place: Place, count: number, most = 8): Point[] {
  return Array.from({ length: Math.min(count, most) }, (_, index) => ({
    x: place.x + 44 + index * 20,
    y: place.y + place.h - 62 + (index % 2) * 10,
  }))
}

const round = (value: number) => Math.round(value * 10) / 10
