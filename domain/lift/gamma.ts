/** Lanczos's coefficients for g = 7, n = 9 (Godfrey 2001). */
const COEFFICIENTS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
]

/** The natural logarithm of the gamma function of x > 0, right to about 14 places. */
export function getLogGamma(x: number): number {
  // By reflection, where the sum below is not good.
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - getLogGamma(1 - x)
  const below = x - 1
  let sum = 0.9999999999998099
  for (const [i, coefficient] of COEFFICIENTS.entries()) sum += coefficient / (below + i + 1)
  const t = below + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (below + 0.5) * Math.log(t) - t + Math.log(sum)
}

/** The natural logarithm of the beta function of a, b > 0. */
export function getLogBeta(a: number, b: number): number {
  return getLogGamma(a) + getLogGamma(b) - getLogGamma(a + b)
}
