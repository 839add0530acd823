import { expect, test } from 'vitest'
import { makeRatio } from './ratio'

test.each([
  [1_946, 48_210, { kind: 'percent', percent: 4 }],
  [1_612, 1_946, { kind: 'percent', percent: 82.8 }],
  [25, 50, { kind: 'percent', percent: 50 }],
  [25, 49, { kind: 'few', count: 25, base: 49 }],
  [0, 12, { kind: 'few', count: 0, base: 12 }],
  [0, 0, null],
])('%i of %i is %o', (count, base, ratio) => {
  expect(makeRatio(count, base)).toEqual(ratio)
})
