import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeMoney, parseMoney } from './money'

describe('money', () => {
  test.each([
    [16_800, 'CNY', 'zh', '¥168'],
    [16_850, 'CNY', 'en', '¥168.50'],
    [4_000, 'CNY', 'en', '¥40'],
    [1_200, 'JPY', 'en', '¥1,200'],
  ] as const)('%i minor units of %s are told in %s as %s', (minor, currency, language, said) => {
    expect(makeMoney(minor, currency, language)).toBe(said)
  })

  test.each([
    ['208', 20_800],
    ['208.5', 20_850],
    ['208.', 20_800],
    ['¥1,208.50', 120_850],
    ['２０８', 20_800],
    ['208 元', 20_800],
    ['', null],
    ['-3', null],
    ['1e3', null],
    ['208.555', null],
    ['two', null],
  ])('%o is read as %o fen', (typed, minor) => {
    expect(parseMoney(typed, 'CNY')).toBe(minor)
  })

  test('a currency without small coins takes no decimals', () => {
    expect(parseMoney('1200', 'JPY')).toBe(1_200)
    expect(parseMoney('1200.5', 'JPY')).toBeNull()
  })

  test('what is said can be typed again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), fc.constantFrom('zh', 'en'), (minor, language) => {
        expect(parseMoney(makeMoney(minor, 'CNY', language as 'zh'), 'CNY')).toBe(minor)
      }),
    )
  })
})
