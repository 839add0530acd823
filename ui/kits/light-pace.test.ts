import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decidePace, driftSeconds, easeTo, PACES } from './light-pace'

const best = PACES[0] ?? { scale: 0.75, fps: 60 }

describe('the pace of light', () => {
  it('stays at its best on a GPU that draws a frame in 4 ms', () => {
    expect(decidePace(best, 4, false)).toEqual(best)
  })
  it('gives up detail before it gives up movement', () => {
    const pace = decidePace(best, 16, false)
    expect(pace.fps).toBe(60)
    expect(pace.scale).toBeLessThan(best.scale)
  })
  it('leaves a processor that plays GPU most of its time, whatever a frame costs', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 900, noNaN: true }), (costMs) => {
        const pace = decidePace(best, costMs, true)
        const cost = costMs * (pace.scale / best.scale) ** 2
        const least = pace.scale === 0.2 && pace.fps === 2
        expect(least || (cost * pace.fps) / 1000 <= 0.36).toBe(true)
      }),
    )
  })
  it('never asks for more than the wanted scale', () => {
    expect(decidePace({ scale: 0.2, fps: 2 }, 0.01, false, 0.5).scale).toBeLessThanOrEqual(0.5)
  })
  it('does not swing: a pace it has just chosen is chosen again at the cost that follows', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 600, noNaN: true }), fc.boolean(), (costMs, software) => {
        const first = decidePace(best, costMs, software)
        const second = decidePace(first, costMs * (first.scale / best.scale) ** 2, software)
        expect(second).toEqual(first)
      }),
    )
  })
})

describe('easing', () => {
  it('arrives, never overshoots, and is there at once without a time constant', () => {
    expect(easeTo(0, 1, 16, 0)).toBe(1)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (dt) => {
        const value = easeTo(0, 1, dt, 120)
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThanOrEqual(1)
      }),
    )
    expect(easeTo(0, 1, 60_000, 120)).toBe(1)
  })
})

describe('drift', () => {
  it('stays within an hour for years and never jumps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (now) => {
        expect(driftSeconds(now)).toBeLessThanOrEqual(3600)
        expect(Math.abs(driftSeconds(now + 16) - driftSeconds(now))).toBeLessThan(0.02)
      }),
    )
  })
})
