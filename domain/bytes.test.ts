import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSame, join, makeHex, parseHex, xor } from './bytes'

describe('hex', () => {
  test('made of any bytes is read back as them, in upper and in lower case', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(parseHex(makeHex(bytes))).toEqual(bytes)
        expect(parseHex(makeHex(bytes).toLowerCase())).toEqual(bytes)
      }),
    )
  })

  test.each(['0', 'Ab', '0G', ' 00', '00 ', '0x00', '００', 'aBcD'])('is not %j', (text) =>
    expect(parseHex(text)).toBeNull(),
  )
})

test('bytes are the same when all of them are, and none are missing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), (bytes, at) => {
      const other = bytes.with(at % bytes.length, (bytes[at % bytes.length] ?? 0) ^ 1)
      expect(isSame(bytes, bytes.slice())).toBe(true)
      expect(isSame(bytes, other)).toBe(false)
      expect(isSame(bytes, bytes.subarray(1))).toBe(false)
    }),
  )
})

test('XOR undoes itself, and joined parts lie one after the other', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (one, other) => {
      expect(xor(xor(one, other), other)).toEqual(one)
      expect(Array.from(join(one, other))).toEqual([...one, ...other])
    }),
  )
})
