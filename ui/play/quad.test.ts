import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { QUADS } from './places'
import { type Corner, makeMatrix, mapPoint, type Quad, solveQuad } from './quad'

const page: Corner[] = [
  [0, 0],
  [1920, 0],
  [1920, 1080],
  [0, 1080],
]
const near = (at: Corner, wanted: Corner) => Math.hypot(at[0] - wanted[0], at[1] - wanted[1])

describe('a page on four corners', () => {
  test('its own rectangle leaves it where it is', () => {
    const map = solveQuad(100, 50, [
      [0, 0],
      [100, 0],
      [100, 50],
      [0, 50],
    ])
    expect(map?.map((part) => part + 0)).toEqual([1, 0, 0, 0, 1, 0, 0, 0])
  })

  test.each(Object.entries(QUADS))('every corner of the %s lands on its own', (_name, quad) => {
    const map = solveQuad(1920, 1080, quad)
    quad.forEach((corner, i) => {
      expect(map && near(mapPoint(map, page[i] ?? [0, 0]), corner)).toBeLessThan(1e-6)
    })
  })

  test('any convex quad takes its corners', () => {
    const off = fc.double({ min: -0.3, max: 0.3, noNaN: true })
    fc.assert(
      fc.property(fc.array(off, { minLength: 8, maxLength: 8 }), (o) => {
        const at = (x: number, y: number, i: number): Corner => [
          500 * (x + (o[i] ?? 0)),
          500 * (y + (o[i + 1] ?? 0)),
        ]
        const quad: Quad = [at(0, 0, 0), at(1, 0, 2), at(1, 1, 4), at(0, 1, 6)]
        const map = solveQuad(1920, 1080, quad)
        quad.forEach((corner, i) => {
          expect(map && near(mapPoint(map, page[i] ?? [0, 0]), corner)).toBeLessThan(1e-4)
        })
      }),
    )
  })

  test('the diagonals of the page cross where those of the quad do', () => {
    const quad: Quad = [
      [0, 0],
      [100, 0],
      [80, 100],
      [20, 100],
    ]
    const map = solveQuad(10, 10, quad)
    expect(map && near(mapPoint(map, [5, 5]), [50, 62.5])).toBeLessThan(1e-9)
  })

  test('three corners on one line take no page', () => {
    const flat: Quad = [
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 3],
    ]
    expect(solveQuad(10, 10, flat)).toBeNull()
  })

  test('the matrix is written in columns and without exponents', () => {
    expect(makeMatrix([1, 0, 30, 0, 1, 40, 1e-7, 0])).toBe(
      `matrix3d(${[1, 0, 0, 1e-7, 0, 1, 0, 0, 0, 0, 1, 0, 30, 40, 0, 1].map((n) => n.toFixed(9)).join(',')})`,
    )
  })
})
