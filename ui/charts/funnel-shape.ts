/** The drawing's own size; it is stretched to its place. */
export const FUNNEL = { w: 1344, h: 172, base: 160, top: 10 }
/** How much of its column a bar fills; the rest is the slope to the next. */
const BAR = 0.62
/** The first bar is cut when it would be this many times as high as any other. */
const CUT = 3

export type Bar = { x: number; y: number; w: number; h: number; cut: boolean }

/**
 * The bars of a funnel, all on one scale from zero. A first stage that would dwarf the rest (clicks, usually) is cut
 * at full height and says so; the others keep their scale.
 */
export function makeFunnelBars(counts: readonly number[]): Bar[] {
  const [first = 0, ...rest] = counts
  const highestOfRest = Math.max(0, ...rest)
  const cut = highestOfRest > 0 && first >= highestOfRest * CUT
  const highest = cut ? highestOfRest : Math.max(first, highestOfRest)
  const column = FUNNEL.w / Math.max(1, counts.length)
  const full = FUNNEL.base - FUNNEL.top
  return counts.map((count, index) => {
    const isCut = cut && index === 0
    const h = isCut ? full : highest > 0 ? (count / highest) * full : 0
    return { x: index * column, y: FUNNEL.base - h, w: column * BAR, h, cut: isCut }
  })
}

/** The slope from a bar down to the next, as SVG path data. */
export function makeSlope(from: Bar, to: Bar): string {
  const right = from.x + from.w
  return `M${right} ${FUNNEL.base}V${from.y}L${to.x} ${to.y}V${FUNNEL.base}Z`
}

/** The tear across a cut bar. */
export function makeTear({ x, w }: Bar): string {
  const teeth = 8
  const step = w / teeth
  const line = Array.from({ length: teeth }, (_, tooth) => `l${step} ${tooth % 2 === 0 ? -8 : 8}`)
  return `M${x} 68${line.join('')}`
}
