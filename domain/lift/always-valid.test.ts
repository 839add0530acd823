import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { makeRandom } from '../../server/simulate/random'
import { FIRST_LOOK, getAlwaysValidDifference, getAlwaysValidMean, getLogEvidence } from './always-valid'
import type { Sample } from './mean'
import { getNewcombeDifference } from './proportion'
import { makeChance } from './testing'

// Simulations take a second or two alone, and longer beside other work.
vi.setConfig({ testTimeout: 60_000 })

const LIMIT = Math.log(20)
const EXPERIMENTS = 300
const anyGroup = fc.tuple(fc.nat(500), fc.nat()).map(([n, some]) => ({ n, converted: some % (n + 1) }))

describe('conversion rates looked at all the time', () => {
  test('the interval leaves out just the differences with evidence of 20 against them', () => {
    fc.assert(
      fc.property(
        anyGroup,
        anyGroup,
        fc.double({ min: -0.99, max: 0.99, noNaN: true }),
        (one, other, delta) => {
          const { low, high } = getAlwaysValidDifference(one, other)
          const evidence = getLogEvidence(one, other, delta)
          if (Math.abs(evidence - LIMIT) > 1e-6) expect(low <= delta && delta <= high).toBe(evidence < LIMIT)
          const none = getLogEvidence(one, other)
          if (Math.abs(none - LIMIT) > 1e-6) expect(low <= 0 && 0 <= high).toBe(none < LIMIT)
        },
      ),
    )
  })

  test('before the first visitor anything may be', () => {
    const nobody = { n: 0, converted: 0 }
    expect(getAlwaysValidDifference(nobody, nobody)).toEqual({ difference: 0, low: -1, high: 1 })
  })

  test('it is wider than an interval that is looked at once, and a good guess narrows it', () => {
    const [one, other] = [
      { n: 8_000, converted: 480 },
      { n: 2_000, converted: 90 },
    ]
    const width = ({ low, high }: { low: number; high: number }) => high - low
    const once = width(getNewcombeDifference(one, other))
    const guessed = width(getAlwaysValidDifference(one, other, { prior: { rate: 0.05, visitors: 1_000 } }))
    const blind = width(getAlwaysValidDifference(one, other))
    expect(once).toBeLessThan(guessed)
    expect(guessed).toBeLessThan(blind)
    expect(guessed / once).toBeLessThan(1.8)
  })

  /** How often someone who looks after each visitor, and stops when it shows, finds a difference that is not there. */
  function peek(
    seed: number,
    visitors: number,
    rate: number,
    isShown: (...groups: [Group, Group]) => boolean,
  ) {
    const { chance } = makeChance(makeRandom(seed).next)
    let wrong = 0
    for (let experiment = 0; experiment < EXPERIMENTS; experiment++) {
      const groups: [Group, Group] = [
        { n: 0, converted: 0 },
        { n: 0, converted: 0 },
      ]
      for (let visitor = 0; visitor < visitors; visitor++) {
        const group = groups[chance(0.3) ? 1 : 0]
        group.n++
        if (chance(rate)) group.converted++
        if (Math.min(groups[0].n, groups[1].n) > 0 && isShown(...groups)) {
          wrong++
          break
        }
      }
    }
    return wrong / EXPERIMENTS
  }
  type Group = { n: number; converted: number }

  test.each([
    ['nothing', undefined],
    ['the rate', { rate: 0.1, visitors: 300 }],
    ['a rate that is far off', { rate: 0.4, visitors: 300 }],
  ])('knowing %s, who looks after each visitor errs at most 5 times of 100', (_name, prior) => {
    expect(
      peek(10, 800, 0.1, (...groups) => getLogEvidence(...groups, 0, prior) >= LIMIT),
    ).toBeLessThanOrEqual(0.05)
  })

  test('looking at an ordinary interval like that errs far more often', () => {
    const isShown = (...groups: [Group, Group]) => {
      const { low, high } = getNewcombeDifference(...groups)
      return low > 0 || high < 0
    }
    expect(peek(10, 800, 0.1, isShown)).toBeGreaterThan(0.2)
  })
})

describe('means looked at all the time', () => {
  /** Adds one value to a sample (Welford). */
  function add({ n, mean, variance }: Sample, value: number): Sample {
    const next = mean + (value - mean) / (n + 1)
    const squares = variance * Math.max(0, n - 1) + (value - mean) * (value - next)
    return { n: n + 1, mean: next, variance: n > 0 ? squares / n : 0 }
  }

  test('there is none before the first look', () => {
    const sample = { n: FIRST_LOOK - 1, mean: 1, variance: 1 }
    expect(getAlwaysValidMean(sample, { ...sample, n: 1_000 }, { expected: 1 })).toBeNull()
  })

  test('who looks after each visitor at skewed spending errs at most 5 times of 100', () => {
    const { chance, spend } = makeChance(makeRandom(11).next)
    let wrong = 0
    for (let experiment = 0; experiment < EXPERIMENTS; experiment++) {
      let [treatment, control] = [
        { n: 0, mean: 0, variance: 0 },
        { n: 0, mean: 0, variance: 0 },
      ]
      for (let visitor = 0; visitor < 1_500; visitor++) {
        const value = spend(0.2, 50)
        if (chance(0.5)) treatment = add(treatment, value)
        else control = add(control, value)
        const lift = getAlwaysValidMean(treatment, control, { expected: 4 })
        if (lift && (lift.low > 0 || lift.high < 0)) {
          wrong++
          break
        }
      }
    }
    expect(wrong / EXPERIMENTS).toBeLessThanOrEqual(0.05)
  })
})
