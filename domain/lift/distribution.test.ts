import { describe, expect, test } from 'vitest'
import { getIncompleteBeta } from './beta'
import { getLogGamma } from './gamma'
import { getNormalQuantile } from './normal'
import { getStudentQuantile, getStudentTail } from './student'

/** Right to so many places, relative. */
const toPlaces = (value: number, expected: number) =>
  Math.abs(value - expected) / Math.max(1e-300, Math.abs(expected))

describe('distributions are as their tables say', () => {
  // Beside the printed tables (1.960, 2.228, 12.706 ...), more places from SciPy 1.17.
  test.each([
    [0.975, 1.959963984540054],
    [0.995, 2.5758293035489004],
    [0.6, 0.2533471031357997],
    [0.05, -1.6448536269514729],
    [0.99999, 4.264890793923841],
    [1e-10, -6.361340902404056],
  ])('normal, %d: %d', (probability, quantile) => {
    expect(toPlaces(getNormalQuantile(probability), quantile)).toBeLessThan(1e-13)
  })

  test.each([
    [0.975, 1, Math.tan(0.475 * Math.PI)],
    [0.975, 2, 4.302652729749462],
    [0.975, 10, 2.228138851986274],
    [0.975, 17.776, 2.102821310380221],
    [0.95, 30, 1.697260886593957],
    [0.995, 5, 4.032142983555228],
    [0.9, 0.5, 10.27032441023451],
    [0.025, 10, -2.228138851986274],
    [0.975, 1999.5, 1.961151123060678],
    [0.975, 2000, 1.9611508260994377],
    [0.975, 12345.6, 1.9601561582595104],
    [0.9999, 2500, 3.7245395161911556],
  ])('t, %d with %d degrees: %d', (probability, degrees, quantile) => {
    expect(toPlaces(getStudentQuantile(probability, degrees), quantile)).toBeLessThan(1e-11)
  })

  test('the tail of t is what its quantile leaves', () => {
    for (const degrees of [1, 3.7, 40, 900]) {
      expect(getStudentTail(getStudentQuantile(0.99, degrees), degrees)).toBeCloseTo(0.01, 12)
    }
  })

  test.each([
    [0.3, 2, 3, 0.3483],
    [0.9, 0.5, 0.5, 0.7951672353008666],
    [0.5, 50, 0.5, 9.90168898459413e-17],
    [0, 2, 3, 0],
    [1, 2, 3, 1],
  ])('incomplete beta at %d of %d, %d: %d', (x, a, b, value) => {
    expect(Math.abs(getIncompleteBeta(x, a, b) - value)).toBeLessThanOrEqual(1e-12 * value)
  })

  test.each([
    [0.1, 2.252712651734206],
    [0.5, Math.log(Math.PI) / 2],
    [2.5, 0.2846828704729192],
    [10, Math.log(362_880)],
    [171.5, 709.1431630309283],
    [1e6, 12815504.569147611],
  ])('log gamma of %d: %d', (x, value) => {
    expect(toPlaces(getLogGamma(x), value)).toBeLessThan(1e-13)
  })
})
