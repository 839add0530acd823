import { getIncompleteBeta } from './beta'
import { getNormalQuantile } from './normal'

/** From these degrees of freedom on the expansion around the normal is right to 13 places. */
const MANY = 2_000

/** The point below which Student's t lies with this probability; degrees of freedom over 0, also between the whole. */
export function getStudentQuantile(probability: number, degrees: number): number {
  if (probability < 0.5) return -getStudentQuantile(1 - probability, degrees)
  if (degrees >= MANY) return expand(getNormalQuantile(probability), degrees)
  // Bisection: it is asked for once an interval, and cannot go astray.
  let low = 0
  let high = 1
  while (getStudentTail(high, degrees) > 1 - probability) high *= 2
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return middle
    if (getStudentTail(middle, degrees) > 1 - probability) low = middle
    else high = middle
  }
}

/** How likely t lies above `t` >= 0. */
export function getStudentTail(t: number, degrees: number): number {
  return getIncompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2
}

/** Cornish and Fisher's expansion of t around the normal (Abramowitz and Stegun 26.7.5). */
function expand(z: number, degrees: number): number {
  const z2 = z * z
  const terms = [
    1,
    (z2 + 1) / 4,
    ((5 * z2 + 16) * z2 + 3) / 96,
    (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384,
    ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92_160,
  ]
  return z * terms.reduceRight((sum, term) => sum / degrees + term, 0)
}
