import { describe, expect, it } from 'vitest'
import {
  FLATS,
  getRidge,
  makeNoiseTexels,
  makeRidgeTexels,
  NOISE_SIDE,
  RIDGE_COLUMNS,
} from './light-mountain'

describe('the mountain', () => {
  it('keeps each nearer flat’s foot below the wall’s top, and the summit at the upper right', () => {
    const ridge = makeRidgeTexels()
    expect(ridge).toHaveLength(FLATS * RIDGE_COLUMNS)
    expect(Math.max(...ridge)).toBeLessThan(0.8)
    const summit = ridge.indexOf(Math.max(...ridge)) % RIDGE_COLUMNS
    expect(summit / RIDGE_COLUMNS).toBeCloseTo(0.81, 1)
  })
  it('carries its terraces on the peaks where a story lights them', () => {
    expect(getRidge(0.81 * (16 / 9), 1)).toBeGreaterThan(0.66)
    expect(getRidge(0.496 * (16 / 9), 2)).toBeGreaterThan(0.46)
  })
  it('is drawn from noise whose corners agree between neighbouring texels', () => {
    const texels = makeNoiseTexels()
    const at = (x: number, y: number, corner: number) => texels[(y * NOISE_SIDE + x) * 4 + corner]
    for (let i = 0; i < NOISE_SIDE - 1; i++) {
      expect(at(i, i, 1)).toBe(at(i + 1, i, 0))
      expect(at(i, i, 3)).toBe(at(i + 1, i + 1, 0))
    }
  })
})
