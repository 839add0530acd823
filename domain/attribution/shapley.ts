import type { Credit } from './credit'
import { add, type Paths } from './paths'

/**
 * Shapley value of the game in which a set of channels earns what the paths earned whose channels all lie in it. Its
 * closed form (simplified Shapley: Zhao, Mahboobi and Bagheri 2018, "Shapley Value Methods for Attribution Modeling in
 * Online Advertising"): each path's conversions fall in equal parts to its distinct channels, in whatever order and
 * however often they came.
 */
export function creditByShapley(paths: Paths): Credit {
  const { channels, offsets, touches } = paths
  const conversions = new Float64Array(channels.length)
  const values = new Float64Array(channels.length)
  const seenIn = new Int32Array(channels.length).fill(-1)
  const distinct = new Int32Array(channels.length)
  for (let path = 0; path < paths.conversions.length; path++) {
    const converted = paths.conversions[path] ?? 0
    const value = paths.values[path] ?? 0
    if (converted === 0 && value === 0) continue
    let count = 0
    for (let at = offsets[path] ?? 0; at < (offsets[path + 1] ?? 0); at++) {
      const channel = touches[at] ?? 0
      if (seenIn[channel] === path) continue
      seenIn[channel] = path
      distinct[count++] = channel
    }
    for (let i = 0; i < count; i++) {
      add(conversions, distinct[i] ?? 0, converted / count)
      add(values, distinct[i] ?? 0, value / count)
    }
  }
  return { conversions, values, removalEffects: null }
}
