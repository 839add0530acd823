/** A source of chance that is the same for the same seed. */
export type Random = {
  /** From 0 up to, not including, 1. */
  next(): number
  chance(probability: number): boolean
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number
  pick<T>(from: readonly T[]): T
  /** One of the entries, each as likely as its weight. */
  weigh<T>(from: readonly (readonly [T, number])[]): T
  /** A waiting time of an exponential distribution with this mean. */
  wait(mean: number): number
}

/**
 * Mulberry32 (Tommy Ettinger, public domain algorithm): 32 bits of state, good enough for a demo's shoppers and for
 * nothing that must not be guessed. `stream` tells shoppers of one seed apart, so that a longer run begins with the
 * same ones as a shorter.
 */
export function makeRandom(seed: number, stream = 0): Random {
  let state = (Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b)) >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  // The first numbers of neighbouring streams are alike.
  for (let i = 0; i < 4; i++) next()

  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick(from) {
      const picked = from[int(0, from.length - 1)]
      if (picked === undefined) throw new Error('nothing to pick from')
      return picked
    },
    weigh(from) {
      let left = next() * from.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of from) {
        left -= weight
        if (left < 0) return value
      }
      const last = from.at(-1)
      if (!last) throw new Error('nothing to pick from')
      return last[0]
    },
    wait: (mean) => -Math.log(1 - next()) * mean,
  }
}
