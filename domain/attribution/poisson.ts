import { getLogGamma } from '../lift/gamma'

/** Up to this mean counting arrivals is quick; above, a draw takes the same time whatever the mean. */
const FEW = 10

/**
 * Draws from a Poisson distribution, exactly.
 * @param random 0 up to, not including, 1
 */
export function drawPoisson(mean: number, random: () => number): number {
  if (mean === 0) return 0
  return mean < FEW ? countArrivals(mean, random) : rejectTransformed(mean, random)
}

function countArrivals(mean: number, random: () => number): number {
  const limit = Math.exp(-mean)
  let arrivals = 0
  for (let product = random(); product > limit; product *= random()) arrivals++
  return arrivals
}

/** Hörmann's transformed rejection with squeeze, PTRS (1993). */
function rejectTransformed(mean: number, random: () => number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean)
  const a = -0.059 + 0.02483 * b
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
  const sure = 0.9277 - 3.6224 / (b - 2)
  for (;;) {
    const u = random() - 0.5
    const v = random()
    const inside = 0.5 - Math.abs(u)
    const drawn = Math.floor(((2 * a) / inside + b) * u + mean + 0.43)
    if (inside >= 0.07 && v <= sure) return drawn
    if (drawn < 0 || (inside < 0.013 && v > inside)) continue
    const height = Math.log((v * inverseAlpha) / (a / inside ** 2 + b))
    if (height <= drawn * Math.log(mean) - mean - getLogGamma(drawn + 1)) return drawn
  }
}
