import { LEVEL } from '../interval'
import { getNormalQuantile } from './normal'
import { getStudentQuantile } from './student'

/** How often an experiment should find an effect that is there. */
const POWER = 0.8

export type Plan = {
  /** The part of visitors that is held out, over 0 and under 1. */
  controlShare: number
  level?: number
  power?: number
}

/**
 * How many visitors, both groups together, it takes to find that `effect` more of them convert than the `rate` of the
 * control: the usual formula of Fleiss, without continuity correction, for groups of any shares.
 * @param effect may be below 0; not 0, and `rate + effect` is from 0 to 1
 */
export function getNeededVisitors(
  { rate, effect }: { rate: number; effect: number },
  { controlShare, level = LEVEL, power = POWER }: Plan,
): number {
  const treated = rate + effect
  const pooled = (1 - controlShare) * treated + controlShare * rate
  const vary = (share: number) => share * (1 - share)
  const equal = Math.sqrt(vary(pooled) / (1 - controlShare) + vary(pooled) / controlShare)
  const apart = Math.sqrt(vary(treated) / (1 - controlShare) + vary(rate) / controlShare)
  const reach = getNormalQuantile((1 + level) / 2) * equal + getNormalQuantile(power) * apart
  return (reach / effect) ** 2
}

/** The least rise of the conversion rate that so many visitors will find. Null: not even one to 100 %. */
export function getDetectableRise({ rate, visitors }: { rate: number; visitors: number }, plan: Plan) {
  let low = 0
  let high = 1 - rate
  if (!(high > 0 && getNeededVisitors({ rate, effect: high }, plan) <= visitors)) return null
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return high
    if (getNeededVisitors({ rate, effect: middle }, plan) <= visitors) high = middle
    else low = middle
  }
}

/**
 * The least difference of mean values that so many visitors will find, in the values' own unit.
 * @param deviation the standard deviation of a visitor's value
 * @param correlation of the value with the visitor's history, where CUPED will use it: it leaves 1 - r^2 of the variance
 */
export function getDetectableMean(
  { deviation, visitors, correlation = 0 }: { deviation: number; visitors: number; correlation?: number },
  { controlShare, level = LEVEL, power = POWER }: Plan,
): number {
  const variance = deviation ** 2 * (1 - correlation ** 2)
  const error = Math.sqrt(variance / (visitors * (1 - controlShare)) + variance / (visitors * controlShare))
  return (getNormalQuantile((1 + level) / 2) + getNormalQuantile(power)) * error
}

/**
 * The least difference in differences that so many stores will find, by t with stores - 1 degrees of freedom.
 * @param deviation the standard deviation, between stores, of a store's change of its mean from before to after
 */
export function getDetectableChange(
  { deviation, treated, control }: { deviation: number; treated: number; control: number },
  { level = LEVEL, power = POWER }: Omit<Plan, 'controlShare'> = {},
): number {
  const degrees = treated + control - 1
  const error = deviation * Math.sqrt(1 / treated + 1 / control)
  return (getStudentQuantile((1 + level) / 2, degrees) + getStudentQuantile(power, degrees)) * error
}
