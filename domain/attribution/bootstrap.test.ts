import { describe, expect, test, vi } from 'vitest'
import { makeRandom } from '../../server/simulate/random'
import { bootstrapCredit } from './bootstrap'
import { creditPaths } from './credit'
import { collectPaths, type PathRow } from './paths'
import { drawPoisson } from './poisson'

// Simulations take a second or two alone, and longer beside other work.
vi.setConfig({ testTimeout: 60_000 })

describe('Poisson', () => {
  test.each([0.3, 4, 9.9, 10, 60, 5_000])('its mean and its variance are %d', (mean) => {
    const random = makeRandom(1).next
    const draws = Array.from({ length: 20_000 }, () => drawPoisson(mean, random))
    const average = draws.reduce((sum, n) => sum + n, 0) / draws.length
    const variance = draws.reduce((sum, n) => sum + (n - average) ** 2, 0) / draws.length
    // Five standard errors of each.
    expect(Math.abs(average - mean)).toBeLessThan(5 * Math.sqrt(mean / draws.length))
    expect(Math.abs(variance - mean)).toBeLessThan(5 * Math.sqrt((mean + 2 * mean ** 2) / draws.length))
  })

  test('0 stays 0', () => {
    expect(drawPoisson(0, () => 0.5)).toBe(0)
  })
})

describe('intervals of credit', () => {
  const rows = (counts: readonly number[]): PathRow[] =>
    [['a'], ['a', 'b'], ['b', 'a', 'c'], ['c'], ['b', 'c']].map((touches, i) => ({
      touches,
      conversions: counts[i] ?? 0,
      value: (counts[i] ?? 0) * 50,
      nulls: counts[i + 5] ?? 0,
    }))

  test('for last touch they are those of a count', () => {
    const paths = collectPaths(rows([400, 0, 0, 0, 0]))
    const credit = (of: typeof paths) => creditPaths('last', of)
    const { conversions, values } = bootstrapCredit(paths, credit, {
      random: makeRandom(2).next,
      replicates: 2_000,
    })
    expect(conversions[0]?.low).toBeCloseTo(400 - 1.96 * 20, -1)
    expect(conversions[0]?.high).toBeCloseTo(400 + 1.96 * 20, -1)
    expect(values[0]?.high).toBe((conversions[0]?.high ?? 0) * 50)
    expect(conversions[1]).toEqual({ low: 0, high: 0 })
  })

  test('the same seed gives the same intervals', () => {
    const paths = collectPaths(rows([5, 4, 3, 2, 1, 9, 9, 9, 9, 9]))
    const ask = () =>
      bootstrapCredit(paths, (of) => creditPaths('markov', of), {
        random: makeRandom(3).next,
        replicates: 20,
      })
    expect(ask()).toEqual(ask())
    expect(ask().removalEffects).toHaveLength(3)
  })

  test.each(['linear', 'markov'] as const)(
    'of %s they hold the true credit 93 to 97 times of 100',
    (model) => {
      const { next } = makeRandom(4)
      // Two thousand visitors, each path with its chance; credit of the expected counts is the truth.
      const chances = [0.02, 0.03, 0.02, 0.04, 0.03, 0.2, 0.15, 0.11, 0.2, 0.2]
      const truth = creditPaths(model, collectPaths(rows(chances.map((chance) => chance * 2_000))))
      let held = 0
      const experiments = 200
      for (let i = 0; i < experiments; i++) {
        const paths = collectPaths(rows(chances.map((chance) => drawPoisson(chance * 2_000, next))))
        const { conversions } = bootstrapCredit(paths, (of) => creditPaths(model, of), {
          random: next,
          replicates: 120,
        })
        for (const [channel, { low, high }] of conversions.entries()) {
          const right = truth.conversions[channel] ?? 0
          if (low <= right && right <= high) held++
        }
      }
      expect(held / (experiments * 3)).toBeGreaterThan(0.93)
      expect(held / (experiments * 3)).toBeLessThan(0.97)
    },
  )
})
