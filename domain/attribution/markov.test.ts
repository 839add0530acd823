import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { makeRandom } from '../../server/simulate/random'
import { absorb } from './absorb'
import { type Chain, makeChain } from './chain'
import { eliminate } from './eliminate'
import { ORDERS } from './markov'
import { collectPaths, type PathRow } from './paths'
import { anyRows, creditRows, getDistance } from './testing'

// Simulations take a second or two alone, and longer beside other work.
vi.setConfig({ testTimeout: 60_000 })

const path = (touches: string, conversions = 1, nulls = 0): PathRow => ({
  touches: touches.split(' '),
  conversions,
  value: conversions * touches.length,
  nulls,
})

/**
 * The chain told another way: states are windows of k channels, shorter only for shorter paths; steps of a window onto
 * itself are kept; probabilities; absorption by the inverse of I - Q; a removed window leads nowhere.
 */
function getLostByInverse(rows: readonly PathRow[], order: number) {
  const travelled = rows.filter(({ conversions, nulls }) => conversions + nulls > 0)
  const windows = travelled.map(({ touches }) =>
    touches.length <= order
      ? [touches.join(' ')]
      : touches.slice(order - 1).map((_, i) => touches.slice(i, i + order).join(' ')),
  )
  const names = ['(start)', ...new Set(windows.flat())]
  const counts = names.map(() => names.map(() => 0))
  const [ends, conversions, values] = [names.map(() => 0), names.map(() => 0), names.map(() => 0)]
  const raise = (column: number[] | undefined, at: number, by: number) => {
    if (column) column[at] = (column[at] ?? 0) + by
  }
  for (const [i, row] of travelled.entries()) {
    const states = [0, ...(windows[i] ?? []).map((window) => names.indexOf(window))]
    for (const [at, state] of states.entries()) {
      const next = states[at + 1]
      if (next !== undefined) raise(counts[state], next, row.conversions + row.nulls)
    }
    const last = states.at(-1) ?? 0
    raise(ends, last, row.conversions + row.nulls)
    raise(conversions, last, row.conversions)
    raise(values, last, row.value)
  }
  const totals = names.map((_, s) => (ends[s] ?? 0) + (counts[s] ?? []).reduce((sum, n) => sum + n, 0))
  const earn = (reward: readonly number[], removed: string | null) => {
    const isGone = names.map((name) => removed !== null && name.split(' ').includes(removed))
    const matrix = names.map((_, s) =>
      names.map(
        (_, t) => Number(s === t) - (isGone[s] || isGone[t] ? 0 : (counts[s]?.[t] ?? 0) / (totals[s] || 1)),
      ),
    )
    const [first = []] = invert(matrix)
    return first.reduce(
      (sum, visits, s) => sum + (isGone[s] ? 0 : (visits * (reward[s] ?? 0)) / (totals[s] || 1)),
      0,
    )
  }
  const lose = (reward: readonly number[]) => {
    const all = earn(reward, null)
    const channels = [...new Set(rows.flatMap(({ touches }) => touches))]
    return Object.fromEntries(channels.map((c) => [c, all > 0 ? 1 - earn(reward, c) / all : 0]))
  }
  return { conversions: lose(conversions), values: lose(values) }
}

/** Gauss and Jordan with the largest pivot. */
function invert(matrix: readonly (readonly number[])[]): number[][] {
  const rows = matrix.map((row, i) => [...row, ...matrix.map((_, j) => Number(i === j))])
  for (let column = 0; column < rows.length; column++) {
    const candidates = rows.slice(column).map((row) => Math.abs(row[column] ?? 0))
    const pivot = column + candidates.indexOf(Math.max(...candidates))
    const [a = [], b = []] = [rows[column], rows[pivot]]
    rows[column] = b.map((value) => value / (b[column] ?? 1))
    if (pivot !== column) rows[pivot] = a
    for (const [i, row] of rows.entries()) {
      const factor = row[column] ?? 0
      if (i !== column) rows[i] = row.map((value, j) => value - factor * (rows[column]?.[j] ?? 0))
    }
  }
  return rows.map((row) => row.slice(rows.length))
}

describe('Markov', () => {
  test.each(ORDERS)('order %i is what the inverse of the chain says', (order) => {
    fc.assert(
      fc.property(anyRows(), (rows) => {
        const lost = getLostByInverse(rows, order)
        const { conversions, values, removalEffects } = creditRows(rows, 'markov', { order })
        expect(getDistance(removalEffects, lost.conversions)).toBeLessThan(1e-9)
        expect(getDistance(conversions, share(rows, 'conversions', lost.conversions))).toBeLessThan(1e-9)
        expect(getDistance(values, share(rows, 'value', lost.values))).toBeLessThan(1e-9)
      }),
    )
  })

  test('order 1 does not care how often a channel comes in a row', () => {
    const collapse = (touches: readonly string[]) =>
      touches.filter((channel, i) => channel !== touches[i - 1])
    fc.assert(
      fc.property(anyRows(), (rows) => {
        const collapsed = rows.map((row) => ({ ...row, touches: collapse(row.touches) }))
        const [one, other] = [creditRows(rows, 'markov'), creditRows(collapsed, 'markov')]
        expect(getDistance(one.removalEffects, other.removalEffects)).toBeLessThan(1e-12)
        expect(getDistance(one.conversions, other.conversions)).toBeLessThan(1e-9)
      }),
    )
  })

  test('a channel on every way to a conversion has the removal effect 1', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ORDERS), anyRows(), (order, rows) => {
        const gated = [...rows, path('a')].map((row) => ({ ...row, touches: [...row.touches, 'gate'] }))
        expect(creditRows(gated, 'markov', { order }).removalEffects.gate).toBeCloseTo(1, 12)
      }),
    )
  })

  test('a path shorter than the order is a state of its own', () => {
    const rows = [path('a', 1, 1), path('a b', 1, 0), path('a b c', 0, 1)]
    expect(creditRows(rows, 'markov', { order: 3 }).removalEffects).toEqual({ a: 1, b: 0.5, c: 0 })
  })

  test('a chain that hardly ever ends is solved as exactly as a short one', () => {
    // Back and forth between a and b half a million times, where b converts in the end; else from a by c or not at all.
    const turns = 500_000
    const rows = [
      {
        touches: Array.from({ length: 2 * turns }, (_, i) => (i % 2 ? 'b' : 'a')),
        conversions: 1,
        value: 3,
        nulls: 0,
      },
      path('a', 0, 1),
      path('a c', 1, 0),
    ]
    // The start is worth 2/3; by hand from a = (turns b + c) / (turns + 2), b = (1 + (turns - 1) a) / turns, c = 1.
    const effects = { a: 1, b: (2 * turns + 1) / (2 * turns + 4), c: 1 / 2 }
    expect(getDistance(creditRows(rows, 'markov').removalEffects, effects)).toBeLessThan(1e-12)
  })

  test('on a hundred states sweeping and eliminating agree, also where walks are long or hardly any convert', () => {
    const { int, chance } = makeRandom(20)
    for (const [count, goesOn, lost] of [
      [500, 0.8, 3],
      [100, 0.99, 3],
      [500, 0.8, 3e8],
    ] as const) {
      const rows = Array.from({ length: count }, () => {
        const touches = [`channel ${int(1, 10)}`]
        while (chance(goesOn)) touches.push(`channel ${int(1, 10)}`)
        return { touches, conversions: int(0, 1), value: int(0, 9), nulls: int(1, lost) }
      })
      const chain = makeChain(collectPaths(rows), 2)
      const { worth, getPassing } = absorb(chain, [chain.conversions, chain.values])
      const free = askDirectly(chain, new Uint8Array(chain.size), [chain.conversions, chain.values])
      expect(getLargestRatio(worth, free.map(getStart))).toBeLessThan(1e-11)
      for (const channel of [0, 4, 9]) {
        const held = new Uint8Array(chain.size)
        for (let s = 1; s < chain.size; s++)
          held[s] = Number(chain.tuples.subarray(2 * s, 2 * s + 2).includes(channel))
        const given = free.map((worths) => worths.map((value, s) => (held[s] ? value : 0)))
        expect(
          getLargestRatio(getPassing(held), askDirectly(chain, held, [null, null], given).map(getStart)),
        ).toBeLessThan(1e-11)
      }
    }
  })
})

const getStart = (column: Float64Array) => column[0] ?? 0
const getLargestRatio = (some: readonly number[], others: readonly number[]) =>
  Math.max(...some.map((value, i) => Math.abs(value / (others[i] ?? 0) - 1)))

function askDirectly(
  chain: Chain,
  held: Uint8Array,
  rewards: readonly (Float64Array | null)[],
  given: readonly Float64Array[] = rewards.map(() => new Float64Array(chain.size)),
): Float64Array[] {
  const columns = rewards.map((reward, i) => ({ reward, expected: given[i] ?? new Float64Array(chain.size) }))
  eliminate(chain, { held, columns })
  return columns.map(({ expected }) => expected)
}

function share(rows: readonly PathRow[], of: 'conversions' | 'value', lost: Record<string, number>) {
  const total = rows.reduce((sum, row) => sum + row[of], 0)
  const sum = Object.values(lost).reduce((all, effect) => all + effect, 0)
  return Object.fromEntries(
    Object.entries(lost).map(([c, effect]) => [c, sum > 0 ? (effect / sum) * total : 0]),
  )
}
