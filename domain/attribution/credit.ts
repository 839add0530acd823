import { creditByMarkov, type Order } from './markov'
import type { Paths } from './paths'
import { creditByShapley } from './shapley'
import { creditTouches, weighByAge, weighByPosition, weighLastExcept } from './touch-credit'

/** Every model, as asked for by name. The four of `MODELS` are those that a single conversion is credited by at once. */
export const CREDIT_MODELS = [
  'first',
  'last',
  'last-non-direct',
  'linear',
  'position',
  'time-decay',
  'markov',
  'shapley',
] as const
export type CreditModel = (typeof CREDIT_MODELS)[number]

/** What each channel earned, by its number; `removalEffects` of Markov only, 0 to 1. */
export type Credit = {
  conversions: Float64Array
  values: Float64Array
  removalEffects: Float64Array | null
}

export type CreditOptions = {
  /** The channel that last non-direct looks past. */
  direct?: string
  /** Days after which time decay gives a touch half the weight. */
  halfLife?: number
  /** How many touches a Markov state remembers. */
  order?: Order
}

export const DIRECT = 'direct'
export const HALF_LIFE_DAYS = 7

/** Whether a model is defined on these paths: time decay wants to know how old touches are. */
export const isDefined = (model: CreditModel, paths: Paths) => model !== 'time-decay' || paths.ages !== null

/**
 * Credits conversions and values of all paths to their channels. Both sum to what the paths hold, whatever the model.
 * @throws when the model is not defined on these paths
 */
export function creditPaths(
  model: CreditModel,
  paths: Paths,
  { direct = DIRECT, halfLife = HALF_LIFE_DAYS, order = 1 }: CreditOptions = {},
): Credit {
  switch (model) {
    case 'first':
    case 'last':
    case 'linear':
    case 'position':
      return creditTouches(paths, weighByPosition(model))
    case 'last-non-direct':
      return creditTouches(paths, weighLastExcept(paths, direct))
    case 'time-decay':
      return creditTouches(paths, weighByAge(paths, halfLife))
    case 'markov':
      return creditByMarkov(paths, order)
    case 'shapley':
      return creditByShapley(paths)
  }
}
