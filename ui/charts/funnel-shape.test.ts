import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FUNNEL, makeFunnelBars, makeSlope, makeTear } from './funnel-shape'

const FIRST_FROST = [48_210, 1_946, 1_612, 1_207, 694, 388, 341]
const full = FUNNEL.base - FUNNEL.top

describe('the bars of a funnel', () => {
  test('clicks that dwarf the rest are cut at full height, the rest share one scale', () => {
    const [clicked, tapped, visited] = makeFunnelBars(FIRST_FROST)
    expect(clicked).toMatchObject({ cut: true, h: full })
    expect(tapped).toMatchObject({ cut: false, h: full })
    expect(visited?.h).toBeCloseTo((1_612 / 1_946) * full)
  })

  test('clicks near the rest are drawn to scale', () => {
    const [clicked, tapped] = makeFunnelBars([120, 60, 50, 40, 20, 10, 10])
    expect(clicked).toMatchObject({ cut: false, h: full })
    expect(tapped?.h).toBeCloseTo(full / 2)
  })

  test('nothing yet draws nothing, and clicks alone are to scale', () => {
    expect(makeFunnelBars([0, 0, 0]).map(({ h }) => h)).toEqual([0, 0, 0])
    expect(makeFunnelBars([9, 0, 0]).map(({ h, cut }) => [h, cut])).toEqual([
      [full, false],
      [0, false],
      [0, false],
    ])
    expect(makeFunnelBars([])).toEqual([])
  })

  test('every bar stands on the base line, inside the drawing, in proportion to its count', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { minLength: 2, maxLength: 9 }), (counts) => {
        const bars = makeFunnelBars(counts)
        const highest = Math.max(...bars.filter(({ cut }) => !cut).map(({ h }) => h))
        const most = Math.max(...counts.filter((_, index) => !bars[index]?.cut))
        bars.forEach(({ x, y, w, h, cut }, index) => {
          expect(y + h).toBeCloseTo(FUNNEL.base)
          expect(y).toBeGreaterThanOrEqual(FUNNEL.top - 1e-9)
          expect(x + w).toBeLessThanOrEqual(FUNNEL.w)
          if (!cut && most > 0) expect(h / highest).toBeCloseTo((counts[index] ?? 0) / most)
        })
      }),
    )
  })

  test('slopes join the tops of neighbours', () => {
    const [a, b] = makeFunnelBars([10, 5])
    expect(a && b && makeSlope(a, b)).toBe(`M${672 * 0.62} 160V10L672 85V160Z`)
    expect(a && makeTear(a).startsWith('M0 68l')).toBe(true)
  })
})
