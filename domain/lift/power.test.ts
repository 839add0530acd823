import { describe, expect, test, vi } from 'vitest'
import { makeRandom } from '../../server/simulate/random'
import { getDetectableChange, getDetectableMean, getDetectableRise, getNeededVisitors } from './power'
import { getNewcombeDifference } from './proportion'
import { getStoreLift } from './stores'
import { makeChance } from './testing'

// Simulations take a second or two alone, and longer beside other work.
vi.setConfig({ testTimeout: 60_000 })

describe('what an experiment can find', () => {
  test('it takes as many visitors as R says', () => {
    // power.prop.test(p1 = .50, p2 = .75, power = .90) gives 76.7 a group; (n = 50, ...) gives a power of 0.740.
    const change = { rate: 0.5, effect: 0.25 }
    expect(getNeededVisitors(change, { controlShare: 0.5, power: 0.9 }) / 2).toBeCloseTo(76.7, 1)
    expect(getNeededVisitors(change, { controlShare: 0.5, power: 0.74 }) / 2).toBeCloseTo(50, 0)
  })

  test('the least rise is the one that takes all visitors there are', () => {
    const plan = { controlShare: 0.2 }
    const rise = getDetectableRise({ rate: 0.04, visitors: 20_000 }, plan)
    expect(getNeededVisitors({ rate: 0.04, effect: rise ?? 0 }, plan)).toBeCloseTo(20_000, 3)
  })

  test('so few visitors find nothing', () => {
    expect(getDetectableRise({ rate: 0.5, visitors: 4 }, { controlShare: 0.5 })).toBeNull()
    expect(getDetectableRise({ rate: 1, visitors: 400 }, { controlShare: 0.5 })).toBeNull()
  })

  test('a planned experiment finds its effect about 80 times of 100', () => {
    const { group } = makeChance(makeRandom(8).next)
    const visitors = getNeededVisitors({ rate: 0.1, effect: 0.05 }, { controlShare: 0.3 })
    let found = 0
    for (let i = 0; i < 1_000; i++) {
      const lift = getNewcombeDifference(
        group(Math.round(visitors * 0.7), 0.15),
        group(Math.round(visitors * 0.3), 0.1),
      )
      if (lift.low > 0) found++
    }
    expect(found / 1_000).toBeGreaterThan(0.76)
    expect(found / 1_000).toBeLessThan(0.84)
  })

  test('a mean needs four times the visitors for half the difference, and history helps', () => {
    const plan = { controlShare: 0.5 }
    const find = (visitors: number, correlation = 0) =>
      getDetectableMean({ deviation: 40, visitors, correlation }, plan)
    // 2.8016 standard errors of 40 x sqrt(2 / 500).
    expect(find(1_000)).toBeCloseTo(2.8015852 * 40 * Math.sqrt(2 / 500), 6)
    expect(find(4_000)).toBeCloseTo(find(1_000) / 2, 12)
    expect(find(1_000, 0.8)).toBeCloseTo(find(1_000) * 0.6, 12)
  })

  test('so many stores find the change that was planned about 80 times of 100', () => {
    const { normal } = makeChance(makeRandom(9).next)
    const size = { treated: 12, control: 12 }
    const change = getDetectableChange({ ...size, deviation: Math.sqrt(2) * 3 })
    let found = 0
    for (let i = 0; i < 1_000; i++) {
      const stores = Array.from({ length: 24 }, (_, store) => ({
        store: `${store}`,
        treated: store < 12,
        before: [normal(100, 3)],
        after: [normal(100 + (store < 12 ? change : 0), 3)],
      }))
      if (getStoreLift(stores).low > 0) found++
    }
    expect(found / 1_000).toBeGreaterThan(0.75)
    expect(found / 1_000).toBeLessThan(0.88)
  })
})
