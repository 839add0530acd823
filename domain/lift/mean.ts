import { type Difference, LEVEL } from '../interval'
import { getStudentQuantile } from './student'

/** What is kept of many values: how many, their mean, and their variance with n - 1 below. */
export type Sample = { n: number; mean: number; variance: number }

/** @param values at least 2 */
export function getSample(values: ArrayLike<number>): Sample {
  const n = values.length
  let sum = 0
  for (let i = 0; i < n; i++) sum += values[i] ?? 0
  const mean = sum / n
  let squares = 0
  for (let i = 0; i < n; i++) squares += ((values[i] ?? 0) - mean) ** 2
  return { n, mean, variance: squares / (n - 1) }
}

/** The standard error, squared, of a difference of two means. */
export function getErrorSquared(treatment: Sample, control: Sample): number {
  return treatment.variance / treatment.n + control.variance / control.n
}

/**
 * How far one mean lies above another: Welch's interval (1947), for groups that vary differently, with the degrees of
 * freedom of Welch and Satterthwaite. Two groups that do not vary at all have an interval of no width.
 */
export function getWelchDifference(treatment: Sample, control: Sample, level = LEVEL): Difference {
  const difference = treatment.mean - control.mean
  const squared = getErrorSquared(treatment, control)
  if (squared === 0) return { difference, low: difference, high: difference }
  const part = ({ variance, n }: Sample) => (variance / n) ** 2 / (n - 1)
  const degrees = squared ** 2 / (part(treatment) + part(control))
  const reach = getStudentQuantile((1 + level) / 2, degrees) * Math.sqrt(squared)
  return { difference, low: difference - reach, high: difference + reach }
}
