import type { Touch } from './touch'

/** last: all to the last touch. first: all to the first. linear: equal parts. position: 40/20/40. */
export const MODELS = ['last', 'first', 'linear', 'position'] as const
export type Model = (typeof MODELS)[number]

/** What one channel earned of one conversion: parts of 1. */
export type ChannelCredit = { channel: string; credit: number }

/**
 * Splits one conversion over a path of touches, oldest first. Parts of the same channel are added up; they sum to 1.
 * @param untouched the channel that gets all of it when the path is empty
 */
export function getCredit(model: Model, path: readonly Touch[], untouched: string): ChannelCredit[] {
  if (path.length === 0) return [{ channel: untouched, credit: 1 }]
  const sums = new Map<string, number>()
  const weights = getWeights(model, path.length)
  path.forEach(({ channel }, at) => {
    const weight = weights[at] ?? 0
    if (weight > 0) sums.set(channel, (sums.get(channel) ?? 0) + weight)
  })
  return [...sums].map(([channel, credit]) => ({ channel, credit }))
}

/** The weight of each of `length` touches, oldest first; they sum to 1. */
export function getWeights(model: Model, length: number): number[] {
  const only = (at: number) => Array.from({ length }, (_, i) => (i === at ? 1 : 0))
  switch (model) {
    case 'last':
      return only(length - 1)
    case 'first':
      return only(0)
    case 'linear':
      return Array.from({ length }, () => 1 / length)
    case 'position': {
      if (length === 1) return [1]
      if (length === 2) return [0.5, 0.5]
      const between = 0.2 / (length - 2)
      return Array.from({ length }, (_, i) => (i === 0 || i === length - 1 ? 0.4 : between))
    }
  }
}
