import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { makeRandom } from '../../server/simulate/random'
import { getPermutationInterval, MOST_ASSIGNMENTS } from './permutation'
import { getStoreLift, type Store } from './stores'
import { type Chance, getCoverage, makeChance } from './testing'

// Simulations take a second or two alone, and longer beside other work.
vi.setConfig({ testTimeout: 60_000 })

const outcomes = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 4 })
/** Two to four stores treated, as many not, with days as they come. */
const anyStores = fc
  .array(fc.tuple(outcomes, outcomes), { minLength: 4, maxLength: 8 })
  .map((all) =>
    all.map(([before, after], i): Store => ({ store: `${i}`, treated: i % 2 === 0, before, after })),
  )

/** The regression written out: normal equations, residuals, one score for each store. */
function regress(stores: readonly Store[]) {
  const rows = stores.flatMap(({ treated, before, after, store }) => [
    ...before.map((y) => ({ store, y, x: [1, Number(treated), 0, 0] })),
    ...after.map((y) => ({ store, y, x: [1, Number(treated), 1, Number(treated)] })),
  ])
  const inverse = invert(
    [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => sum(rows, ({ x }) => at(x, i) * at(x, j)))),
  )
  const multiply = (vector: readonly number[]) =>
    inverse.map((row) => sum(row.keys(), (j) => at(row, j) * at(vector, j)))
  const beta = multiply([0, 1, 2, 3].map((i) => sum(rows, ({ x, y }) => at(x, i) * y)))
  const left = rows.map((row) => ({
    ...row,
    u: row.y - sum(row.x.keys(), (i) => at(row.x, i) * at(beta, i)),
  }))
  const meat = stores.map(({ store }) => {
    const own = left.filter((row) => row.store === store)
    return at(multiply([0, 1, 2, 3].map((i) => sum(own, ({ x, u }) => at(x, i) * u))), 3) ** 2
  })
  const [g, n] = [stores.length, rows.length]
  return {
    difference: at(beta, 3),
    standardError: Math.sqrt((g / (g - 1)) * ((n - 1) / (n - 4)) * sum(meat, (m) => m)),
  }
}
const at = (list: readonly number[], i: number) => list[i] ?? 0
const sum = <T>(list: Iterable<T>, of: (item: T) => number) =>
  [...list].reduce((total, item) => total + of(item), 0)

function invert(matrix: readonly (readonly number[])[]): number[][] {
  const rows = matrix.map((row, i) => [...row, ...matrix.map((_, j) => Number(i === j))])
  for (let column = 0; column < rows.length; column++) {
    const pivot = rows[column]?.map((value, _, row) => value / at(row, column)) ?? []
    rows[column] = pivot
    for (const [i, row] of rows.entries()) {
      if (i !== column) rows[i] = row.map((value, j) => value - at(row, column) * at(pivot, j))
    }
  }
  return rows.map((row) => row.slice(rows.length))
}

/** Stores of their own level and their own change; treated ones rise by `effect`. */
function drawStores({ normal }: Chance, count: number, effect: number, chosen = count / 2): Store[] {
  return Array.from({ length: count }, (_, i) => {
    const treated = i < chosen
    const level = normal(100, 20)
    const change = normal(5, 4) + (treated ? effect : 0)
    const days = (mean: number) => Array.from({ length: 5 }, () => normal(mean, 6))
    return { store: `${i}`, treated, before: days(level), after: days(level + change) }
  })
}

describe('lift of stores', () => {
  test('it is the regression on treated, after and their product, errors clustered by store', () => {
    fc.assert(
      fc.property(anyStores, (stores) => {
        const lift = getStoreLift(stores)
        const slow = regress(stores)
        expect(lift.difference).toBeCloseTo(slow.difference, 8)
        expect(lift.standardError).toBeCloseTo(slow.standardError, 6)
        expect(lift.clusters).toBe(stores.length)
      }),
    )
  })

  test('its interval is t with one degree less than there are stores', () => {
    const stores = drawStores(makeChance(makeRandom(1).next), 11, 3)
    const { difference, low, high, standardError } = getStoreLift(stores)
    expect((high - difference) / standardError).toBeCloseTo(2.2281388519, 9)
    expect(difference - low).toBeCloseTo(high - difference, 9)
  })

  test('95 % intervals of 40 stores hold the truth 93 to 97 times of 100', () => {
    const chance = makeChance(makeRandom(12).next)
    const coverage = getCoverage(1_500, 3, () => getStoreLift(drawStores(chance, 40, 3)))
    expect(coverage).toBeGreaterThan(0.93)
    expect(coverage).toBeLessThan(0.97)
  })
})

describe('the permutation interval', () => {
  const random = makeRandom(13).next

  /** p of the effect `d` by taking it off and treating, in turn, every set of as many stores. */
  function getP(stores: readonly Store[], d: number): number {
    const without = stores.map((store) => ({
      ...store,
      after: store.after.map((y) => y - (store.treated ? d : 0)),
    }))
    const masks = Array.from({ length: 2 ** stores.length }, (_, mask) =>
      stores.map((_, i) => Boolean((mask >> i) & 1)),
    )
    const as = masks.filter(
      (mask) => mask.filter(Boolean).length === stores.filter(({ treated }) => treated).length,
    )
    const measure = (mask: readonly boolean[]) =>
      Math.abs(getStoreLift(without.map((store, i) => ({ ...store, treated: mask[i] ?? false }))).difference)
    const observed = measure(stores.map(({ treated }) => treated))
    return as.filter((mask) => measure(mask) >= observed - 1e-9).length / as.length
  }

  test('just inside its bounds p is over 5 %, just outside it is not', () => {
    const chance = makeChance(makeRandom(14).next)
    for (let i = 0; i < 5; i++) {
      const stores = drawStores(chance, 9, 4).map((store, at) =>
        at === 3 ? { ...store, before: [90, 95] } : store,
      )
      const { low, high, p, exact, assignments } = getPermutationInterval(stores, random)
      expect([exact, assignments]).toEqual([true, 126])
      expect(p).toBe(getP(stores, 0))
      for (const [inside, outside] of [
        [low + 1e-6, low - 1e-6],
        [high - 1e-6, high + 1e-6],
      ] as const) {
        expect(getP(stores, inside)).toBeGreaterThan(0.05)
        expect(getP(stores, outside)).toBeLessThanOrEqual(0.05)
      }
    }
  })

  test('six stores say nothing at 95 %: the rarest assignment is one of twenty, and so is its mirror image', () => {
    const { low, high, p } = getPermutationInterval(
      drawStores(makeChance(makeRandom(15).next), 6, 500),
      random,
    )
    expect([low, high, p]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 0.1])
  })

  test('past 5,000 assignments it draws, the same for the same seed, and finds nearly the same', () => {
    const stores = drawStores(makeChance(makeRandom(16).next), 14, 4)
    const more = [...stores, ...drawStores(makeChance(makeRandom(17).next), 2, 4)]
    expect(getPermutationInterval(stores, random)).toMatchObject({ exact: true, assignments: 3_432 })
    const draw = (seed: number) => getPermutationInterval(more, makeRandom(seed).next)
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).toMatchObject({ exact: false, assignments: MOST_ASSIGNMENTS + 1 })
    expect(Math.abs(draw(1).low - draw(2).low)).toBeLessThan(0.05 * (draw(1).high - draw(1).low))
  })

  test('where three of twelve stores are treated it holds the truth 93 to 97 times of 100, and CR1 does not', () => {
    const chance = makeChance(makeRandom(18).next)
    const runs = Array.from({ length: 1_500 }, () => drawStores(chance, 12, 3, 3))
    const cover = (measure: (stores: Store[]) => { low: number; high: number }) => {
      const left = [...runs]
      return getCoverage(runs.length, 3, () => measure(left.pop() ?? []))
    }
    const coverage = cover((stores) => getPermutationInterval(stores, random))
    expect(coverage).toBeGreaterThan(0.93)
    expect(coverage).toBeLessThan(0.97)
    expect(cover((stores) => getStoreLift(stores))).toBeLessThan(0.92)
  })
})
