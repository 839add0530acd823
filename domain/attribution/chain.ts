import { add, type Paths } from './paths'

/**
 * An absorbing Markov chain as it was travelled: counts, not probabilities. State 0 is the start; any other is the last
 * `order` touches, or all of them while there are fewer. Steps of a state onto itself are left out: they change neither
 * where the chain ends nor whom it passes.
 */
export type Chain = {
  order: number
  size: number
  /** The touches of state `s` lie at `s * order`, -1 where there is none. */
  tuples: Int32Array
  /** The steps out of state `s` are `offsets[s]` up to, not including, `offsets[s + 1]`. */
  offsets: Int32Array
  targets: Int32Array
  weights: Float64Array
  /** Of each state: how often a path ended there, how often in a conversion, and what these were worth. */
  ends: Float64Array
  conversions: Float64Array
  values: Float64Array
}

/** Counts the steps of all paths that were travelled. Keys of states fit a double up to 208,000 channels at order 3. */
export function makeChain(paths: Paths, order: number): Chain {
  const { touches } = paths
  const channels = paths.channels.length
  const base = channels + 1
  // What is left of a state's key when its oldest touch is dropped.
  const kept = base ** (order - 1)
  const states = new Map([[0, 0]])
  const steps = makeSteps(channels, order)
  const keys: number[] = [0]
  const from: number[] = []
  const targets: number[] = []
  const weights: number[] = []
  const ends: number[] = [0]
  const conversions: number[] = [0]
  const values: number[] = [0]

  /** The step from a state by a channel; it is made when first taken. */
  function findStep(state: number, channel: number): number {
    const known = steps.get(state * channels + channel)
    if (known !== undefined) return known
    const step = targets.length
    steps.set(state * channels + channel, step)
    const key = ((keys[state] ?? 0) % kept) * base + channel + 1
    let target = states.get(key)
    if (target === undefined) {
      target = states.size
      states.set(key, target)
      keys.push(key)
      ends.push(0)
      conversions.push(0)
      values.push(0)
    }
    from.push(state)
    targets.push(target)
    weights.push(0)
    return step
  }

  for (let path = 0; path < paths.conversions.length; path++) {
    const converted = paths.conversions[path] ?? 0
    const times = converted + (paths.nulls[path] ?? 0)
    if (times === 0) continue
    const end = paths.offsets[path + 1] ?? 0
    let state = 0
    for (let at = paths.offsets[path] ?? 0; at < end; at++) {
      const step = findStep(state, touches[at] ?? 0)
      weights[step] = (weights[step] ?? 0) + times
      state = targets[step] ?? 0
    }
    ends[state] = (ends[state] ?? 0) + times
    conversions[state] = (conversions[state] ?? 0) + converted
    values[state] = (values[state] ?? 0) + (paths.values[path] ?? 0)
  }
  return {
    order,
    size: keys.length,
    tuples: makeTuples(keys, order, base),
    ...sortSteps(keys.length, from, targets, weights),
    ends: Float64Array.from(ends),
    conversions: Float64Array.from(conversions),
    values: Float64Array.from(values),
  }
}

/** A table of so many places is cheaper than looking each touch up in a Map. */
const MOST_PLACES = 2 ** 22

/** The number of a step by its state and channel. */
function makeSteps(
  channels: number,
  order: number,
): { get(place: number): number | undefined; set(place: number, step: number): void } {
  // At most these: a tuple of each length up to the order.
  let states = 1
  for (let i = 0; i < order; i++) states = states * channels + 1
  if (states * channels > MOST_PLACES) return new Map()
  const table = new Int32Array(states * channels).fill(-1)
  return {
    get(place) {
      const step = table[place] ?? -1
      return step < 0 ? undefined : step
    },
    set(place, step) {
      table[place] = step
    },
  }
}

function makeTuples(keys: readonly number[], order: number, base: number): Int32Array {
  const tuples = new Int32Array(keys.length * order)
  for (const [state, key] of keys.entries()) {
    let rest = key
    for (let i = 0; i < order; i++) {
      tuples[state * order + i] = (rest % base) - 1
      rest = Math.floor(rest / base)
    }
  }
  return tuples
}

/** Puts the steps of each state side by side. */
function sortSteps(
  size: number,
  from: readonly number[],
  targets: readonly number[],
  weights: readonly number[],
) {
  const offsets = new Int32Array(size + 1)
  const isKept = (step: number) => from[step] !== targets[step]
  for (const [step, state] of from.entries()) {
    if (isKept(step)) offsets[state + 1] = (offsets[state + 1] ?? 0) + 1
  }
  for (let state = 0; state < size; state++) {
    offsets[state + 1] = (offsets[state + 1] ?? 0) + (offsets[state] ?? 0)
  }
  const next = offsets.slice()
  const sorted = {
    offsets,
    targets: new Int32Array(offsets[size] ?? 0),
    weights: new Float64Array(offsets[size] ?? 0),
  }
  for (const [step, state] of from.entries()) {
    if (!isKept(step)) continue
    const at = next[state] ?? 0
    next[state] = at + 1
    sorted.targets[at] = targets[step] ?? 0
    add(sorted.weights, at, weights[step] ?? 0)
  }
  return sorted
}
