import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { makeRandom } from '../../server/simulate/random'
import { getNewcombeDifference, getWilsonInterval } from './proportion'
import { getCoverage, makeChance } from './testing'

// Simulations take a second or two alone, and longer beside other work.
vi.setConfig({ testTimeout: 60_000 })

describe('the share that converts', () => {
  // Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i lies between %d and %d', (converted, n, low, high) => {
    const interval = getWilsonInterval({ n, converted })
    expect(interval.low).toBeCloseTo(low, 4)
    expect(interval.high).toBeCloseTo(high, 4)
  })

  test('it lies between its bounds, and they between 0 and 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.nat(), (n, some) => {
        const converted = some % (n + 1)
        const { low, high } = getWilsonInterval({ n, converted })
        expect(0 <= low && low <= converted / n && converted / n <= high && high <= 1).toBe(true)
      }),
    )
  })
})

describe('the difference of two shares', () => {
  // Newcombe (1998), "Interval estimation for the difference between independent proportions", table II, method 10.
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('%i/%i less %i/%i lies between %d and %d', (a, m, b, n, low, high) => {
    const lift = getNewcombeDifference({ n: m, converted: a }, { n, converted: b })
    expect(lift.difference).toBeCloseTo(a / m - b / n, 12)
    expect(lift.low).toBeCloseTo(low, 4)
    expect(lift.high).toBeCloseTo(high, 4)
  })

  test('groups exchanged turn it round', () => {
    const [one, other] = [
      { n: 70, converted: 56 },
      { n: 80, converted: 48 },
    ]
    const { difference, low, high } = getNewcombeDifference(one, other)
    const turned = getNewcombeDifference(other, one)
    expect(turned.difference).toBeCloseTo(-difference, 12)
    expect([turned.low, turned.high]).toEqual([-high, -low])
  })

  test.each([
    [400, 0.1, 400, 0.13],
    [900, 0.03, 100, 0.02],
    [60, 0.5, 90, 0.7],
  ])('95 % intervals of %i at %d and %i at %d hold the truth 93 to 97 times of 100', (m, p, n, q) => {
    const { group } = makeChance(makeRandom(5).next)
    const coverage = getCoverage(3_000, p - q, () => getNewcombeDifference(group(m, p), group(n, q)))
    expect(coverage).toBeGreaterThan(0.93)
    expect(coverage).toBeLessThan(0.97)
  })
})
