import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeUuidv7, parseUuidv7Time, slugSchema, uuidv7Floor, uuidv7Schema } from './id'

const anyTime = fc.integer({ min: 0, max: 2 ** 48 - 1 })
const anyBytes = fc.uint8Array({ minLength: 10, maxLength: 16 })

describe('a UUIDv7', () => {
  test('is one by RFC 9562 and gives its time back', () => {
    fc.assert(
      fc.property(anyTime, anyBytes, (ms, random) => {
        const id = makeUuidv7(ms, random)
        expect(uuidv7Schema.parse(id)).toBe(id)
        expect(parseUuidv7Time(id)).toBe(ms)
      }),
    )
  })

  test('sorts by its time as text, whatever is random about it', () => {
    fc.assert(
      fc.property(anyTime, anyTime, anyBytes, anyBytes, (a, b, one, other) => {
        fc.pre(a !== b)
        expect(makeUuidv7(a, one) < makeUuidv7(b, other)).toBe(a < b)
      }),
    )
  })

  test('lies between the floors of its instant and the next', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 - 2 }), anyBytes, (ms, random) => {
        const id = makeUuidv7(ms, random)
        expect(uuidv7Floor(ms) < id && id < uuidv7Floor(ms + 1)).toBe(true)
      }),
    )
  })

  test('drops what is less than a millisecond', () =>
    expect(parseUuidv7Time(makeUuidv7(1_700_000_000_000.9, new Uint8Array(10)))).toBe(1_700_000_000_000))

  test('keeps every random bit it has room for', () => {
    const id = makeUuidv7(0, new Uint8Array(10).fill(255))
    expect(id).toBe('00000000-0000-7fff-bfff-ffffffffffff')
  })
})

test.each(['', 'Wall', '-wall', 'wall-', 'a--b', 'wall\u0000', '光墙', 'a'.repeat(65), 'wall/1'])(
  'the id %j is not one of something configured',
  (id) => expect(slugSchema.safeParse(id).success).toBe(false),
)
