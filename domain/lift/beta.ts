import { getLogBeta } from './gamma'

/** Stands for 0 where a continued fraction must not divide by it. */
const TINY = 1e-300
const MOST_TERMS = 10_000

/**
 * The regularised incomplete beta function I_x(a, b), for 0 <= x <= 1: the continued fraction of DLMF 8.17.22, taken
 * from whichever end it converges faster.
 */
export function getIncompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - getIncompleteBeta(1 - x, b, a)
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - getLogBeta(a, b))
  return (front / a) * getFraction(x, a, b)
}

/** Evaluates it by Lentz's way, until a term changes nothing. */
function getFraction(x: number, a: number, b: number): number {
  const away = (value: number) => (Math.abs(value) < TINY ? TINY : value)
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m <= MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return fraction
}
