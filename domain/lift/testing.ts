import type { Difference } from '../interval'
import type { Group } from './proportion'

/** Draws for simulations, from a source that is the same at every run of a test. */
export function makeChance(next: () => number) {
  const chance = (probability: number) => next() < probability
  const wait = (mean: number) => -Math.log(1 - next()) * mean
  return {
    chance,
    /** A waiting time of an exponential distribution. */
    wait,
    /** Box and Muller's normal variable. */
    normal: (mean: number, deviation: number) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    /** What a visitor spends: mostly nothing, else a skewed amount; its mean is rate x mean. */
    spend: (rate: number, mean: number) => (chance(rate) ? wait(mean) : 0),
    group(n: number, rate: number): Group {
      let converted = 0
      for (let i = 0; i < n; i++) if (chance(rate)) converted++
      return { n, converted }
    },
    list: (n: number, draw: () => number) => Float64Array.from({ length: n }, draw),
  }
}
export type Chance = ReturnType<typeof makeChance>

/** How often intervals of simulated experiments hold the truth. */
export function getCoverage(experiments: number, truth: number, run: () => Pick<Difference, 'low' | 'high'>) {
  let held = 0
  for (let i = 0; i < experiments; i++) {
    const { low, high } = run()
    if (low <= truth && truth <= high) held++
  }
  return held / experiments
}
