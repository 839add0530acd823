import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PathRow } from './paths'
import { anyRows, creditRows, getDistance } from './testing'

/** What a set of channels earns: the conversions of paths that need no other. The empty set earns nothing. */
function getWorth(rows: readonly PathRow[], coalition: ReadonlySet<string>): number {
  return rows
    .filter(({ touches }) => touches.every((channel) => coalition.has(channel)))
    .reduce((sum, { conversions }) => sum + conversions, 0)
}

function getPermutations(channels: readonly string[]): string[][] {
  if (channels.length === 0) return [[]]
  return channels.flatMap((first) =>
    getPermutations(channels.filter((channel) => channel !== first)).map((rest) => [first, ...rest]),
  )
}

/** Shapley's own definition: what a channel adds when it comes, over all orders in which channels can come. */
function creditByPermutations(rows: readonly PathRow[]): Record<string, number> {
  const permutations = getPermutations([...new Set(rows.flatMap(({ touches }) => touches))])
  const credit: Record<string, number> = {}
  for (const permutation of permutations) {
    const there = new Set<string>()
    for (const channel of permutation) {
      const before = getWorth(rows, there)
      there.add(channel)
      credit[channel] = (credit[channel] ?? 0) + (getWorth(rows, there) - before) / permutations.length
    }
  }
  return credit
}

describe('Shapley', () => {
  test('its closed form is the mean over all permutations', () => {
    fc.assert(
      fc.property(anyRows(['a', 'b', 'c', 'd', 'e']), (rows) => {
        const { conversions } = creditRows(rows, 'shapley')
        expect(getDistance(conversions, creditByPermutations(rows))).toBeLessThan(1e-9)
      }),
    )
  })

  test('the order of touches and how often they came do not matter', () => {
    fc.assert(
      fc.property(anyRows(), (rows) => {
        const shuffled = rows.map((row) => ({
          ...row,
          touches: [...row.touches.toReversed(), ...row.touches],
        }))
        expect(creditRows(shuffled, 'shapley')).toEqual(creditRows(rows.map(reverse), 'shapley'))
      }),
    )
  })

  test('paths that ended in nothing do not matter', () => {
    fc.assert(
      fc.property(anyRows(), (rows) => {
        const lost = rows.map((row) => ({ ...row, nulls: row.nulls + 7 }))
        expect(creditRows(lost, 'shapley')).toEqual(creditRows(rows, 'shapley'))
      }),
    )
  })
})

const reverse = (row: PathRow): PathRow => ({ ...row, touches: row.touches.toReversed() })
