import { describe, expect, test, vi } from 'vitest'
import { makeRandom } from '../../server/simulate/random'
import { getCupedDifference } from './cuped'
import { getSample, getWelchDifference } from './mean'
import { type Chance, getCoverage, makeChance } from './testing'

// Simulations take a second or two alone, and longer beside other work.
vi.setConfig({ testTimeout: 60_000 })

/** Hours of sleep gained under two drugs: Student's own data (1908), R's `sleep`. */
const SLEEP = [
  [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2],
  [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
] as const

describe('the difference of two means', () => {
  test('it is what R prints for Student’s sleep data', () => {
    const lift = getWelchDifference(getSample(SLEEP[0]), getSample(SLEEP[1]))
    expect(lift.difference).toBeCloseTo(-1.58, 12)
    expect(lift.low).toBeCloseTo(-3.3654832, 7)
    expect(lift.high).toBeCloseTo(0.2054832, 7)
  })

  test('groups that do not vary have an interval of no width', () => {
    expect(getWelchDifference(getSample([2, 2]), getSample([1, 1, 1]))).toEqual({
      difference: 1,
      low: 1,
      high: 1,
    })
  })

  test('95 % intervals of skewed spending hold the truth 93 to 97 times of 100', () => {
    const { spend, list } = makeChance(makeRandom(6).next)
    const coverage = getCoverage(2_000, 0.3 * 60 - 0.2 * 50, () =>
      getWelchDifference(
        getSample(list(250, () => spend(0.3, 60))),
        getSample(list(150, () => spend(0.2, 50))),
      ),
    )
    expect(coverage).toBeGreaterThan(0.93)
    expect(coverage).toBeLessThan(0.97)
  })
})

describe('CUPED', () => {
  /** Visitors whose spending follows what they spent before. */
  const draw = (chance: Chance, n: number, effect: number) => {
    const before = chance.list(n, () => chance.wait(30))
    return { before, outcomes: before.map((past) => 0.8 * past + chance.normal(effect, 8)) }
  }

  test('theta is the slope over both groups, and what history foretells is gone', () => {
    const treatment = { before: Float64Array.of(1, 2, 3), outcomes: Float64Array.of(12, 14, 16) }
    const control = { before: Float64Array.of(2, 3, 4), outcomes: Float64Array.of(14, 16, 18) }
    expect(getCupedDifference(treatment, control)).toEqual({ difference: 0, low: 0, high: 0, theta: 2 })
  })

  test('histories that are all alike change nothing', () => {
    const group = (of: readonly number[]) => ({
      outcomes: Float64Array.from(of),
      before: new Float64Array(10).fill(3),
    })
    expect(getCupedDifference(group(SLEEP[0]), group(SLEEP[1]))).toEqual({
      ...getWelchDifference(getSample(SLEEP[0]), getSample(SLEEP[1])),
      theta: 0,
    })
  })

  test('its intervals hold the truth 93 to 97 times of 100, and are much narrower', () => {
    const chance = makeChance(makeRandom(7).next)
    let [narrow, wide] = [0, 0]
    const coverage = getCoverage(2_000, 4, () => {
      const [treatment, control] = [draw(chance, 150, 4), draw(chance, 100, 0)]
      const lift = getCupedDifference(treatment, control)
      const plain = getWelchDifference(getSample(treatment.outcomes), getSample(control.outcomes))
      narrow += lift.high - lift.low
      wide += plain.high - plain.low
      return lift
    })
    expect(coverage).toBeGreaterThan(0.93)
    expect(coverage).toBeLessThan(0.97)
    // History explains 0.9 of the variance here: 1 - 0.9 of it is left, and its root of the width.
    expect(narrow / wide).toBeCloseTo(Math.sqrt(1 - 0.9), 1)
  })
})
