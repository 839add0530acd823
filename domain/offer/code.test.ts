import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CODE_ALPHABET, makeCode, parseCode } from './code'

describe('a coupon code', () => {
  test('has no letters or digits that look alike, and none twice', () => {
    expect(CODE_ALPHABET).not.toMatch(/[01OIL]/)
    expect(new Set(CODE_ALPHABET).size).toBe(CODE_ALPHABET.length)
  })

  test('made of any random bytes is read back as itself, in whatever way it was typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 48 }), (random) => {
        const code = makeCode(random)
        if (code === null) return
        expect(code).toMatch(/^[2-9A-HJKMNP-Z]{6}$/)
        for (const typed of [
          code,
          code.toLowerCase(),
          ` ${code.slice(0, 3)} ${code.slice(3)} `,
          `${code.slice(0, 3)}-${code.slice(3)}`,
          `https://store.example/c/${code}`,
        ])
          expect(parseCode(typed)).toBe(code)
      }),
    )
  })

  test('uses each letter equally often: every byte that counts makes one of them, evenly', () => {
    const counts = new Map<string, number>()
    for (let byte = 0; byte < 256; byte++) {
      const code = makeCode(new Uint8Array(6).fill(byte))
      if (code) counts.set(code.charAt(0), (counts.get(code.charAt(0)) ?? 0) + 1)
    }
    expect(counts.size).toBe(CODE_ALPHABET.length)
    expect(new Set(counts.values()).size).toBe(1)
  })

  test('is not made of too few bytes that count', () => {
    expect(makeCode(new Uint8Array(48).fill(255))).toBeNull()
    expect(makeCode(new Uint8Array(5))).toBeNull()
  })

  test.each([
    '',
    'ABC',
    'ABCDEFG',
    'ABCDE0',
    'ABCDEI',
    '雾叶雾叶雾叶',
    'ABCDE\u0000',
    '＊＊＊＊＊＊',
    'ＡＢＣＤＥＦ',
  ])('is not %j', (input) => expect(parseCode(input)).toBeNull())
})
