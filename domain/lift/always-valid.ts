import { type Difference, LEVEL } from '../interval'
import { getLogBeta } from './gamma'
import { getErrorSquared, type Sample } from './mean'
import type { Group } from './proportion'

/**
 * What was thought of the conversion rate before the start, and how many visitors that thought is worth. It is fixed
 * before the first visitor. The interval holds whatever it says; a good guess makes it narrower.
 */
export type Prior = { rate: number; visitors: number }

/** Jeffreys's: nothing is known. */
const NOTHING_KNOWN: Prior = { rate: 0.5, visitors: 1 }

/**
 * The difference of two conversion rates with bounds that hold at every look, the first to the last, at once: whoever
 * stops when they exclude 0 is wrong in at most 1 - level of experiments. Exact for any numbers of visitors and any
 * order of arrival: the bounds hold all differences of rates against which Robbins's mixture (1970), here with a beta
 * prior for each group, has not grown to 1 / (1 - level), and by Ville's inequality it seldom ever does.
 */
export function getAlwaysValidDifference(
  treatment: Group,
  control: Group,
  { prior = NOTHING_KNOWN, level = LEVEL }: { prior?: Prior; level?: number } = {},
): Difference {
  const limit = -Math.log(1 - level)
  const share = ({ n, converted }: Group) => (n > 0 ? converted / n : 0)
  const difference = share(treatment) - share(control)
  const holds = (delta: number) => getLogEvidence(treatment, control, delta, prior) < limit
  return { difference, low: findEdge(difference, -1, holds), high: findEdge(difference, 1, holds) }
}

/**
 * How much more likely what was seen is under the mixture than under the likeliest rates that are `delta` apart: the
 * evidence against that difference, as a bet's gain, and as its logarithm. From 1 / (1 - level) on the interval of that
 * level has left `delta` out.
 */
export function getLogEvidence(
  treatment: Group,
  control: Group,
  delta = 0,
  prior: Prior = NOTHING_KNOWN,
): number {
  const mixed = mix(treatment, prior) + mix(control, prior)
  const rate = delta === 0 ? pool(treatment, control) : findLikeliest(treatment, control, delta)
  return mixed - likeliness(treatment, rate + delta) - likeliness(control, rate)
}

/** The logarithm of what a group's outcomes are worth under a beta prior over its rate. */
function mix({ n, converted }: Group, { rate, visitors }: Prior): number {
  const [a, b] = [rate * visitors, (1 - rate) * visitors]
  return getLogBeta(a + converted, b + n - converted) - getLogBeta(a, b)
}

function likeliness({ n, converted }: Group, rate: number): number {
  const p = Math.min(1, Math.max(0, rate))
  const hit = converted > 0 ? converted * Math.log(p) : 0
  const miss = n > converted ? (n - converted) * Math.log1p(-p) : 0
  return hit + miss
}

function pool(treatment: Group, control: Group): number {
  const n = treatment.n + control.n
  return n > 0 ? (treatment.converted + control.converted) / n : 0
}

/** The control's rate that makes what was seen likeliest, the treatment's being `delta` more: where the slope turns. */
function findLikeliest(treatment: Group, control: Group, delta: number): number {
  const slope = ({ n, converted }: Group, p: number) => {
    const hit = converted > 0 ? converted / p : 0
    return hit - (n > converted ? (n - converted) / (1 - p) : 0)
  }
  return bisect(
    Math.max(0, -delta),
    Math.min(1, 1 - delta),
    (rate) => slope(treatment, rate + delta) + slope(control, rate) > 0,
  )
}

/** The last point from `inside` towards `end` that still holds. */
function findEdge(inside: number, end: number, holds: (delta: number) => boolean): number {
  if (holds(end)) return end
  return end > inside ? bisect(inside, end, holds) : -bisect(-inside, -end, (negative) => holds(-negative))
}

/** Where `isBelow` turns from true to false. */
function bisect(from: number, to: number, isBelow: (point: number) => boolean): number {
  let [low, high] = [from, to]
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (isBelow(middle)) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Visitors in each group before values may be looked at: below, their variance is not known well enough. */
export const FIRST_LOOK = 100

/**
 * The difference of two means with bounds that hold at every look: Robbins's normal mixture, as the mixture sequential
 * test of Johari, Koomen, Pekelis and Walsh (2017). Values have no bounds, so it leans on the central limit theorem and
 * begins with `FIRST_LOOK` visitors in each group.
 * @param expected the size of effect the experiment was planned for, fixed before the start: narrowest around there
 * @returns null before the first look
 */
export function getAlwaysValidMean(
  treatment: Sample,
  control: Sample,
  { expected, level = LEVEL }: { expected: number; level?: number },
): Difference | null {
  if (Math.min(treatment.n, control.n) < FIRST_LOOK) return null
  const difference = treatment.mean - control.mean
  const squared = getErrorSquared(treatment, control)
  if (squared === 0) return { difference, low: difference, high: difference }
  const mixed = squared + expected ** 2
  const spread = (squared * mixed) / expected ** 2
  const reach = Math.sqrt(spread * (Math.log(mixed / squared) - 2 * Math.log(1 - level)))
  return { difference, low: difference - reach, high: difference + reach }
}
