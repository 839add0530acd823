import { type Interval, LEVEL } from '../interval'
import type { Store } from './stores'

/** Up to so many assignments are all tried; of more, so many are drawn. */
export const MOST_ASSIGNMENTS = 5_000

export type PermutationLift = Interval & { p: number; assignments: number; exact: boolean }

/**
 * What the difference in differences could be by chance alone, had other stores been treated: the test is inverted, so
 * the interval holds every effect that, once taken off the treated stores, leaves the difference among the common
 * ones. It assumes nothing of how outcomes vary, only that any assignment with as many treated stores was as likely.
 * With so few stores that no assignment is rare enough, bounds are infinite: nothing can be said at that level.
 * @param random draws where there are over `MOST_ASSIGNMENTS` assignments; 0 up to, not including, 1
 */
export function getPermutationInterval(
  stores: readonly Store[],
  random: () => number,
  level = LEVEL,
): PermutationLift {
  const sums = stores.map(summarise)
  const actual = stores.map(({ treated }) => treated)
  const chosen = actual.filter(Boolean).length
  const exact = countAssignments(stores.length, chosen) <= MOST_ASSIGNMENTS
  const others = exact ? listAssignments(stores.length, chosen) : drawAssignments(actual, random)
  const observed = compare(sums, actual)
  const compared = [...others].map((treated) => compare(sums, treated))
  const compatible = compared.map((other) => getCompatible(observed.outcome, other))
  // Rounding must not tell apart what is equal.
  const least = Math.abs(observed.outcome) * (1 - 1e-9)
  const rank = Math.floor((1 - level) * compared.length + 1e-9)
  return {
    low: compatible.map(({ low }) => low).sort((a, b) => a - b)[rank] ?? Number.NaN,
    high: compatible.map(({ high }) => high).sort((a, b) => b - a)[rank] ?? Number.NaN,
    p: compared.filter(({ outcome }) => Math.abs(outcome) >= least).length / compared.length,
    assignments: compared.length,
    exact,
  }
}

type Sums = { treated: boolean; before: number; after: number; days: { before: number; after: number } }

function summarise({ treated, before, after }: Store): Sums {
  const add = (outcomes: readonly number[]) => outcomes.reduce((sum, outcome) => sum + outcome, 0)
  return {
    treated,
    before: add(before),
    after: add(after),
    days: { before: before.length, after: after.length },
  }
}

/**
 * The difference in differences under another assignment, and how much of an effect of 1 on the stores really treated
 * it would show.
 */
function compare(sums: readonly Sums[], treated: readonly boolean[]) {
  let outcome = 0
  let effect = 0
  for (const side of [true, false]) {
    const group = sums.filter((_, i) => treated[i] === side)
    const add = (pick: (of: Sums) => number) => group.reduce((sum, of) => sum + pick(of), 0)
    const after = add(({ days }) => days.after)
    const sign = side ? 1 : -1
    outcome +=
      sign * (add((of) => of.after) / after - add((of) => of.before) / add(({ days }) => days.before))
    effect += (sign * add((of) => (of.treated ? of.days.after : 0))) / after
  }
  return { outcome, effect }
}

/**
 * The effects d for which an assignment's difference, less what d itself makes of it, is at least as far from 0 as the
 * observed one less d: |outcome - effect d| >= |observed - d|. As effect is from -1 to 1 that is one range, and
 * `observed` lies in it; all there is for the assignment itself and for its mirror image.
 */
function getCompatible(observed: number, { outcome, effect }: { outcome: number; effect: number }): Interval {
  if (1 - Math.abs(effect) < 1e-9) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }
  const ends = [(observed - outcome) / (1 - effect), (observed + outcome) / (1 + effect)]
  return { low: Math.min(...ends), high: Math.max(...ends) }
}

function countAssignments(stores: number, treated: number): number {
  let count = 1
  for (let i = 1; i <= treated; i++) count = (count * (stores - treated + i)) / i
  return Math.round(count)
}

/** Every way to treat `treated` of the stores. */
function* listAssignments(stores: number, treated: number): Generator<boolean[]> {
  if (stores === 0) {
    yield []
    return
  }
  if (treated > 0) for (const rest of listAssignments(stores - 1, treated - 1)) yield [true, ...rest]
  if (treated < stores) for (const rest of listAssignments(stores - 1, treated)) yield [false, ...rest]
}

/** The actual assignment, without which p could be 0, and random ones (Fisher and Yates's shuffle). */
function* drawAssignments(actual: readonly boolean[], random: () => number): Generator<boolean[]> {
  yield [...actual]
  for (let draw = 0; draw < MOST_ASSIGNMENTS; draw++) {
    const shuffled = [...actual]
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      ;[shuffled[i], shuffled[j]] = [shuffled[j] ?? false, shuffled[i] ?? false]
    }
    yield shuffled
  }
}
