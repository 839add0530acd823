import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LEAST, poolGroups } from './pool'

const group = (key: string, visitors: number, simulated = 0) => ({ key, visitors, simulated })

test.each([
  ['large groups stand for themselves', [group('zh', 40), group('en', 12)], { zh: 40, en: 12 }],
  [
    'a small group takes the next one along',
    [group('zh', 40), group('en', 25), group('fr', 3)],
    { zh: 40, pool: 28 },
  ],
  ['two small groups that make ten', [group('zh', 40), group('en', 6), group('fr', 5)], { zh: 40, pool: 11 }],
  ['two small groups that make less', [group('zh', 40), group('en', 2), group('fr', 3)], { pool: 45 }],
  ['one small group alone', [group('zh', 3)], { pool: 3 }],
  [
    'simulated visitors are shown by their key',
    [group('zh', 3, 50), group('en', 30, 4)],
    { zh: 50, en: 4, pool: 33 },
  ],
  ['nobody', [], {}],
])('%s', (_name, groups, expected) => {
  const shown = poolGroups(groups)
  expect(Object.fromEntries(shown.map(({ key, visitors }) => [key ?? 'pool', visitors]))).toEqual(expected)
})

const groups = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 12 })
  .chain((keys) =>
    fc.tuple(
      ...keys.map((key) =>
        fc.record({ key: fc.constant(key), visitors: fc.nat(60), simulated: fc.constant(0) }),
      ),
    ),
  )

test('no group under ten is shown, none comes out by subtraction, and nobody is lost', () => {
  fc.assert(
    fc.property(groups, (given) => {
      const shown = poolGroups(given)
      const total = given.reduce((sum, { visitors }) => sum + visitors, 0)
      expect(shown.reduce((sum, { visitors }) => sum + visitors, 0)).toBe(total)
      const named = shown.filter(({ key }) => key !== null)
      expect(named.every(({ visitors }) => visitors >= LEAST)).toBe(true)
      const pool = shown.find(({ key }) => key === null)
      // What is left after all named ones: at least ten people of two groups, unless it is everybody there is.
      if (pool && named.length > 0) {
        expect(pool.pooled).toBeGreaterThanOrEqual(2)
        expect(pool.visitors).toBeGreaterThanOrEqual(LEAST)
      }
    }),
  )
})
