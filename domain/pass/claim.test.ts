import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatClaimCode, makeClaimCode, parseClaimCode } from './claim'

describe('a claim code', () => {
  test('made of any random bytes is read back as itself, in whatever way it was typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 24 }), (random) => {
        const code = makeClaimCode(random)
        if (code === null) return
        expect(code).toMatch(/^[0-9]{6}$/)
        const wide = [...code].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('')
        for (const typed of [
          code,
          formatClaimCode(code),
          ` ${[...code].join(' ')} `,
          `${code.slice(0, 3)}-${code.slice(3)}`,
        ])
          expect(parseClaimCode(typed)).toBe(code)
        for (const typed of [
          wide,
          `${wide.slice(0, 3)}　${wide.slice(3)}`,
          `${wide.slice(0, 3)}－${code.slice(3)}`,
        ])
          expect(parseClaimCode(typed)).toBe(code)
      }),
    )
  })

  test('uses each digit equally often: every byte that counts makes one of them, evenly', () => {
    const counts = new Map<string, number>()
    for (let byte = 0; byte < 256; byte++) {
      const code = makeClaimCode(new Uint8Array(6).fill(byte))
      if (code) counts.set(code.charAt(0), (counts.get(code.charAt(0)) ?? 0) + 1)
    }
    expect(counts.size).toBe(10)
    expect(new Set(counts.values()).size).toBe(1)
  })

  test('is not made of too few bytes that count', () => {
    expect(makeClaimCode(new Uint8Array(16).fill(255))).toBeNull()
    expect(makeClaimCode(new Uint8Array(5))).toBeNull()
  })

  test('is shown in two groups', () => expect(formatClaimCode('012345')).toBe('012 345'))

  test.each([
    '',
    '12345',
    '1234567',
    '12345a',
    '１２３４５',
    '１２３４５A',
    '一二三四五六',
    '12.345',
    '1e5000',
    '٠١٢٣٤٥',
    '-',
    '+12345',
  ])('is not %j', (input) => expect(parseClaimCode(input)).toBeNull())
})
