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
  return Array.from({ length }, (_, at) => getWeight(model, at, length))
}

/** The weight of touch `at` (0 is the oldest) of `length`. */
export function getWeight(model: Model, at: number, length: number): number {
  switch (model) {
    case 'last':
      return at === length - 1 ? 1 : 0
    case 'first':
      return at === 0 ? 1 : 0
    case 'linear':
      return 1 / length
    case 'position':
      if (length <= 2) return 1 / length
      return at === 0 || at === length - 1 ? 0.4 : 0.2 / (length - 2)
  }
}
