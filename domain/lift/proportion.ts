import { type Difference, type Interval, LEVEL } from '../interval'
import { getNormalQuantile } from './normal'

/** Visitors of one group and how many of them converted. */
export type Group = { n: number; converted: number }

/**
 * The share that converts, between Wilson's bounds (1927; without continuity correction): honest also for few visitors
 * and for shares of 0 and 1.
 * @param n at least 1
 */
export function getWilsonInterval({ n, converted }: Group, level = LEVEL): Interval {
  const z2 = getNormalQuantile((1 + level) / 2) ** 2
  const middle = converted + z2 / 2
  const reach = Math.sqrt(z2 * ((converted * (n - converted)) / n + z2 / 4))
  // Rounding must not leave a sliver of what the counts rule in.
  return {
    low: converted === 0 ? 0 : (middle - reach) / (n + z2),
    high: converted === n ? 1 : (middle + reach) / (n + z2),
  }
}

/**
 * How much more of the first group converts than of the second: Newcombe's hybrid score interval (1998, method 10),
 * which squares and adds how far Wilson's bounds lie from the shares.
 */
export function getNewcombeDifference(treatment: Group, control: Group, level = LEVEL): Difference {
  const [one, other] = [getWilsonInterval(treatment, level), getWilsonInterval(control, level)]
  const [p, q] = [treatment.converted / treatment.n, control.converted / control.n]
  return {
    difference: p - q,
    low: p - q - Math.hypot(p - one.low, other.high - q),
    high: p - q + Math.hypot(one.high - p, q - other.low),
  }
}
