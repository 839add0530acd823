import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CREDIT_MODELS, type CreditModel, type CreditOptions, creditPaths, isDefined } from './credit'
import { getWeights } from './model'
import { collectPaths, getSum, type PathRow } from './paths'
import { anyRows, creditRows, getDistance } from './testing'

/** Every model, Markov in its three orders. */
const ALL: [CreditModel, CreditOptions][] = [
  ...CREDIT_MODELS.map((model): [CreditModel, CreditOptions] => [model, {}]),
  ['markov', { order: 2 }],
  ['markov', { order: 3 }],
]
const anyModel = fc.constantFrom(...ALL)
const path = (touches: string, conversions = 1, value = 0, nulls = 0): PathRow => ({
  touches: touches.split(' '),
  conversions,
  value,
  nulls,
})

describe('credit of many paths', () => {
  const cases: [name: string, PathRow[], CreditModel, CreditOptions, Record<string, number>][] = [
    ['first', [path('a b c', 2)], 'first', {}, { a: 2, b: 0, c: 0 }],
    ['last', [path('a b c', 2)], 'last', {}, { a: 0, b: 0, c: 2 }],
    [
      'last non-direct looks past direct',
      [path('a b direct direct')],
      'last-non-direct',
      {},
      { a: 0, b: 1, direct: 0 },
    ],
    ['last non-direct, direct alone', [path('direct direct')], 'last-non-direct', {}, { direct: 1 }],
    [
      'last non-direct under another name',
      [path('a none')],
      'last-non-direct',
      { direct: 'none' },
      { a: 1, none: 0 },
    ],
    ['linear', [path('a b a', 3)], 'linear', {}, { a: 2, b: 1 }],
    ['position of one', [path('a')], 'position', {}, { a: 1 }],
    ['position of two', [path('a b')], 'position', {}, { a: 0.5, b: 0.5 }],
    ['position of four', [path('a b c d')], 'position', {}, { a: 0.4, b: 0.1, c: 0.1, d: 0.4 }],
    [
      'a half-life of age is half the weight',
      [{ ...path('a b'), ages: [7, 0] }],
      'time-decay',
      {},
      { a: 1 / 3, b: 2 / 3 },
    ],
    [
      'another half-life',
      [{ ...path('a b'), ages: [9, 6] }],
      'time-decay',
      { halfLife: 3 },
      { a: 1 / 3, b: 2 / 3 },
    ],
    [
      'touches of long ago',
      [{ ...path('a b'), ages: [90_007, 90_000] }],
      'time-decay',
      {},
      { a: 1 / 3, b: 2 / 3 },
    ],
    // The published example of Bryl (2016): removal effects 0.5, 1 and 1.
    [
      'markov',
      [path('a b c'), path('a', 0, 0, 1), path('b c', 0, 0, 1)],
      'markov',
      {},
      { a: 0.2, b: 0.4, c: 0.4 },
    ],
    ['shapley', [path('a b a c', 3), path('a', 1)], 'shapley', {}, { a: 2, b: 1, c: 1 }],
  ]
  test.each(cases)('%s', (_name, rows, model, options, expected) => {
    expect(getDistance(creditRows(rows, model, options).conversions, expected)).toBeLessThan(1e-12)
  })

  test('conversions and values sum to what the paths hold, whatever the model', () => {
    fc.assert(
      fc.property(anyModel, anyRows(), ([model, options], rows) => {
        const paths = collectPaths(rows)
        const credit = creditPaths(model, paths, options)
        for (const [earned, held] of [
          [credit.conversions, paths.conversions],
          [credit.values, paths.values],
        ] as const) {
          expect(Math.abs(getSum(earned) - getSum(held))).toBeLessThanOrEqual(1e-9 * getSum(held))
        }
      }),
    )
  })

  test('no credit is below 0', () => {
    fc.assert(
      fc.property(anyModel, anyRows(), ([model, options], rows) => {
        const { conversions, values, removalEffects } = creditPaths(model, collectPaths(rows), options)
        for (const column of [conversions, values, removalEffects ?? []]) {
          expect([...column].every((credit) => credit >= 0)).toBe(true)
        }
      }),
    )
  })

  test('exchanging two channels in all paths exchanges their credit', () => {
    const swap = (channel: string) => ({ a: 'b', b: 'a' })[channel] ?? channel
    fc.assert(
      fc.property(anyModel, anyRows(), ([model, options], rows) => {
        const swapped = creditRows(
          rows.map((row) => ({ ...row, touches: row.touches.map(swap) })),
          model,
          options,
        )
        const before = creditRows(rows, model, options)
        const renamed = Object.fromEntries(Object.entries(before.conversions).map(([c, n]) => [swap(c), n]))
        expect(getDistance(swapped.conversions, renamed)).toBeLessThan(1e-9)
      }),
    )
  })

  test('the order of rows, and rows split in two, change nothing', () => {
    fc.assert(
      fc.property(anyModel, anyRows(), ([model, options], rows) => {
        const half = (row: PathRow) => ({
          ...row,
          conversions: row.conversions / 2,
          value: row.value / 2,
          nulls: row.nulls / 2,
        })
        const split = rows.toReversed().flatMap((row) => [half(row), half(row)])
        const [one, other] = [creditRows(rows, model, options), creditRows(split, model, options)]
        expect(getDistance(one.conversions, other.conversions)).toBeLessThan(1e-9)
        expect(getDistance(one.values, other.values)).toBeLessThan(1e-9)
      }),
    )
  })

  test('a hundred times the paths is a hundred times the credit', () => {
    fc.assert(
      fc.property(anyModel, anyRows(), ([model, options], rows) => {
        const scaled = rows.map((row) => ({
          ...row,
          conversions: row.conversions * 100,
          value: row.value * 100,
          nulls: row.nulls * 100,
        }))
        const before = creditRows(rows, model, options)
        const hundredfold = Object.fromEntries(
          Object.entries(before.conversions).map(([c, n]) => [c, n * 100]),
        )
        const after = creditRows(scaled, model, options)
        expect(getDistance(after.conversions, hundredfold)).toBeLessThan(1e-9)
        expect(getDistance(after.removalEffects, before.removalEffects)).toBeLessThan(1e-9)
      }),
    )
  })

  test('a channel that no conversion can come from earns nothing', () => {
    const dead: PathRow[] = [path('dead dead', 0, 0, 3), path('a dead', 0, 0, 2)]
    fc.assert(
      fc.property(anyModel, anyRows(), ([model, options], rows) => {
        expect(
          creditRows([...rows, ...dead.map((row) => ({ ...row, ages: [0, 0] }))], model, options),
        ).toMatchObject({
          conversions: { dead: 0 },
          values: { dead: 0 },
          removalEffects: { dead: 0 },
        })
      }),
    )
  })

  test.each(ALL)('without any conversion %s %j credits nothing', (model, options) => {
    const { conversions, values } = creditRows([{ ...path('a b', 0, 0, 5), ages: [1, 0] }], model, options)
    expect({ conversions, values }).toEqual({ conversions: { a: 0, b: 0 }, values: { a: 0, b: 0 } })
  })

  test.each(ALL)('without any path %s %j credits nothing', (model, options) => {
    expect(creditPaths(model, collectPaths([]), options).conversions).toHaveLength(0)
  })

  test('time decay is undefined where ages are unknown', () => {
    const paths = collectPaths([path('a b')])
    expect(CREDIT_MODELS.filter((model) => !isDefined(model, paths))).toEqual(['time-decay'])
    expect(() => creditPaths('time-decay', paths)).toThrow()
  })
})

describe('credit of each touch, beside a slower way to say the same', () => {
  /** For each path alone, with its list of weights; the weights of time decay are not made relative. */
  function creditSlowly(rows: readonly PathRow[], model: CreditModel): Record<string, number> {
    const credit: Record<string, number> = {}
    for (const { touches, conversions, ages } of rows) {
      const weights = weigh(model, touches, ages ?? [])
      const sum = weights.reduce((total, weight) => total + weight, 0)
      for (const [i, channel] of touches.entries()) {
        credit[channel] = (credit[channel] ?? 0) + (conversions * (weights[i] ?? 0)) / sum
      }
    }
    return credit
  }
  function weigh(model: CreditModel, touches: readonly string[], ages: readonly number[]): number[] {
    switch (model) {
      case 'last-non-direct': {
        const last = touches.findLastIndex((channel) => channel !== 'direct')
        return touches.map((_, i) => (i === (last < 0 ? touches.length - 1 : last) ? 1 : 0))
      }
      case 'time-decay':
        return touches.map((_, i) => Math.exp((-Math.LN2 * (ages[i] ?? 0)) / 7))
      case 'first':
      case 'last':
      case 'linear':
      case 'position':
        return getWeights(model, touches.length)
      default:
        throw new Error(`${model} is not by touch`)
    }
  }

  test.each(['first', 'last', 'last-non-direct', 'linear', 'position', 'time-decay'] as const)(
    '%s',
    (model) => {
      fc.assert(
        fc.property(anyRows(['a', 'b', 'c', 'direct']), (rows) => {
          const { conversions } = creditRows(rows, model)
          expect(getDistance(conversions, creditSlowly(rows, model))).toBeLessThan(1e-9)
        }),
      )
    },
  )
})
