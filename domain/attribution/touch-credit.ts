import type { Credit } from './credit'
import { getWeight, type Model } from './model'
import { add, type Paths } from './paths'

/** Writes the weights of the touches `from` up to, not including, `to` at the start of `weights`; they sum to 1. */
export type Weigh = (from: number, to: number, weights: Float64Array) => void

/** Shares each path's conversions and value among its touches by their weights. */
export function creditTouches(paths: Paths, weigh: Weigh): Credit {
  const { channels, offsets, touches } = paths
  const conversions = new Float64Array(channels.length)
  const values = new Float64Array(channels.length)
  const weights = new Float64Array(getLongest(offsets))
  for (let path = 0; path < paths.conversions.length; path++) {
    const converted = paths.conversions[path] ?? 0
    const value = paths.values[path] ?? 0
    if (converted === 0 && value === 0) continue
    const from = offsets[path] ?? 0
    const to = offsets[path + 1] ?? 0
    weigh(from, to, weights)
    for (let at = from; at < to; at++) {
      const weight = weights[at - from] ?? 0
      const channel = touches[at] ?? 0
      add(conversions, channel, converted * weight)
      add(values, channel, value * weight)
    }
  }
  return { conversions, values, removalEffects: null }
}

function getLongest(offsets: Int32Array): number {
  let longest = 0
  for (let i = 1; i < offsets.length; i++) {
    longest = Math.max(longest, (offsets[i] ?? 0) - (offsets[i - 1] ?? 0))
  }
  return longest
}

/** By the place in the path alone. */
export function weighByPosition(model: Model): Weigh {
  return (from, to, weights) => {
    for (let at = from; at < to; at++) weights[at - from] = getWeight(model, at - from, to - from)
  }
}

/** All to the last touch that is not of this channel; to the last one where all are. */
export function weighLastExcept({ channels, touches }: Paths, direct: string): Weigh {
  const skipped = channels.indexOf(direct)
  return (from, to, weights) => {
    let last = to - 1
    while (last >= from && touches[last] === skipped) last--
    if (last < from) last = to - 1
    for (let at = from; at < to; at++) weights[at - from] = at === last ? 1 : 0
  }
}

/**
 * Half the weight for each half-life of age, in days. Ages count from the youngest touch, which changes no share and
 * keeps paths of long ago from vanishing in rounding.
 * @throws without ages
 */
export function weighByAge({ ages }: Paths, halfLife: number): Weigh {
  if (!ages) throw new Error('time decay needs the ages of touches')
  return (from, to, weights) => {
    let youngest = Number.POSITIVE_INFINITY
    for (let at = from; at < to; at++) youngest = Math.min(youngest, ages[at] ?? 0)
    let sum = 0
    for (let at = from; at < to; at++) {
      const weight = 2 ** ((youngest - (ages[at] ?? 0)) / halfLife)
      weights[at - from] = weight
      sum += weight
    }
    for (let at = 0; at < to - from; at++) weights[at] = (weights[at] ?? 0) / sum
  }
}
