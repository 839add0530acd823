import { type Interval, LEVEL } from '../interval'
import type { Credit } from './credit'
import type { Paths } from './paths'
import { drawPoisson } from './poisson'

/** One interval for each channel, by its number. */
export type CreditIntervals = {
  conversions: Interval[]
  values: Interval[]
  removalEffects: Interval[] | null
}

/**
 * How far credit would move had other visitors come: paths are drawn anew many times and credited each time, and the
 * middle `level` of what comes out is the interval (percentile bootstrap). Each conversion and each null is a visitor of
 * their own, drawn a Poisson(1) number of times, which for a row of `n` is one Poisson(n). Conversions of a row are
 * worth their mean. It says nothing of whether the model is right.
 * @param credit credits paths by a model
 * @param random 0 up to, not including, 1
 */
export function bootstrapCredit(
  paths: Paths,
  credit: (paths: Paths) => Credit,
  { random, replicates = 500, level = LEVEL }: { random: () => number; replicates?: number; level?: number },
): CreditIntervals {
  const drawn = Array.from({ length: replicates }, () => credit(redraw(paths, random)))
  const summarise = (pick: (of: Credit) => Float64Array | null) =>
    paths.channels.map((_, channel) =>
      getMiddle(
        drawn.map((of) => pick(of)?.[channel] ?? 0),
        level,
      ),
    )
  return {
    conversions: summarise(({ conversions }) => conversions),
    values: summarise(({ values }) => values),
    removalEffects: drawn[0]?.removalEffects ? summarise(({ removalEffects }) => removalEffects) : null,
  }
}

function redraw(paths: Paths, random: () => number): Paths {
  const conversions = paths.conversions.map((count) => drawPoisson(count, random))
  return {
    ...paths,
    conversions,
    nulls: paths.nulls.map((count) => drawPoisson(count, random)),
    values: paths.values.map((value, i) => {
      const count = paths.conversions[i] ?? 0
      return count > 0 ? (value / count) * (conversions[i] ?? 0) : 0
    }),
  }
}

/**
 * The quantiles that leave equal parts outside, between two draws where they fall there. Of n draws the i-th stands for
 * i / (n + 1): with i / n few draws would make the interval too narrow.
 */
function getMiddle(draws: readonly number[], level: number): Interval {
  const sorted = draws.toSorted((a, b) => a - b)
  const at = (share: number) => {
    const place = Math.min(sorted.length - 1, Math.max(0, share * (sorted.length + 1) - 1))
    const below = sorted[Math.floor(place)] ?? 0
    const above = sorted[Math.ceil(place)] ?? below
    return below + (above - below) * (place % 1)
  }
  return { low: at((1 - level) / 2), high: at((1 + level) / 2) }
}
