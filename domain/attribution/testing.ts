import fc from 'fast-check'
import { type Credit, creditPaths } from './credit'
import { collectPaths, type PathRow } from './paths'

/** Paths as tests make them: few channels, short, some of them never travelled. */
export function anyRows(channels: readonly string[] = ['a', 'b', 'c', 'd']) {
  return fc.array(
    fc
      .record({
        touches: fc.array(fc.constantFrom(...channels), { minLength: 1, maxLength: 6 }),
        conversions: fc.nat(20),
        worth: fc.nat(500),
        nulls: fc.nat(20),
        gaps: fc.array(fc.double({ min: 0, max: 30, noNaN: true }), { minLength: 6, maxLength: 6 }),
      })
      .map(({ touches, conversions, worth, nulls, gaps }): PathRow => {
        const ages = touches.map((_, i) => gaps.slice(i, touches.length).reduce((sum, gap) => sum + gap, 0))
        return { touches, conversions, value: conversions * worth, nulls, ages }
      }),
    { maxLength: 8 },
  )
}

/** Credit by the names of channels; those that no path has are not there. */
export function creditRows(rows: readonly PathRow[], ...[model, options]: CreditArguments) {
  const paths = collectPaths(rows)
  const credit = creditPaths(model, paths, options)
  const byName = (column: Float64Array | null) =>
    Object.fromEntries(paths.channels.map((channel, i) => [channel, column?.[i] ?? 0]))
  return {
    conversions: byName(credit.conversions),
    values: byName(credit.values),
    removalEffects: byName(credit.removalEffects),
  } satisfies Record<keyof Credit, Record<string, number>>
}
type Tail<T> = T extends [infer First, unknown, ...infer Rest] ? [First, ...Rest] : never
type CreditArguments = Tail<Parameters<typeof creditPaths>>

/** The furthest two tables of numbers lie apart, relative to the larger numbers where these are over 1. */
export function getDistance(one: Record<string, number>, other: Record<string, number>): number {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return Math.max(
    0,
    ...[...names].map((name) => {
      const [a, b] = [one[name] ?? 0, other[name] ?? 0]
      return Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b))
    }),
  )
}
