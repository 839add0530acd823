import fc from 'fast-check'
import { expect, test } from 'vitest'
import { getBarWidth, getScaleEnd } from './credit-bar'

test('the largest credit of any model fills the bar, the others are in proportion', () => {
  const most = getScaleEnd([62, 71, 139, 134, 98.2])
  expect(most).toBe(139)
  expect(getBarWidth(139, most)).toBe(84)
  expect(getBarWidth(62, most)).toBeCloseTo(37.47)
})

test('nothing is drawn for zero, or before there is anything', () => {
  expect(getBarWidth(0, 139)).toBe(0)
  expect(getBarWidth(0, getScaleEnd([]))).toBe(0)
})

test('bars on one scale add up as their values do, and none leaves its place', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(10_000), { minLength: 1 }), (values) => {
      const most = getScaleEnd(values)
      const widths = values.map((value) => getBarWidth(value, most))
      expect(Math.max(...widths)).toBeLessThanOrEqual(84)
      if (most > 0) {
        const sum = (list: number[]) => list.reduce((total, each) => total + each, 0)
        expect(sum(widths) / 84).toBeCloseTo(sum(values) / most)
      }
    }),
  )
})
