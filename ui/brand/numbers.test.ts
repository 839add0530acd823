import { expect, test } from 'vitest'
import { sayRatio } from './numbers'
import { getSpeaker } from './words'

test.each([
  [1_946, 48_210, 'en', '4.0%'],
  [388, 388, 'zh', '100.0%'],
  [12, 31, 'en', '12 of 31'],
  [12, 31, 'zh', '31 个里的 12 个'],
  [0, 0, 'en', ''],
] as const)('%i of %i in %s reads %o', (count, base, language, said) => {
  expect(sayRatio(count, base, language, getSpeaker(language))).toBe(said)
})
