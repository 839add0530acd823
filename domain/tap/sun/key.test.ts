import { describe, expect, test } from 'vitest'
import { nodeAes } from '@/server/tap/aes'
import { join, makeHex } from '../../bytes'
import { makeCmac } from './cmac'
import { makeDiversifiedKey, makeTagKey } from './key'
import { bytes } from './testing'

const MASTER = bytes('00112233445566778899AABBCCDDEEFF')
const UID = bytes('04782E21801D80')

describe('a diversified key', () => {
  test('is that of AN10922 §2.2.1: UID, application id, system identifier', () => {
    const input = join(UID, bytes('3042F5'), new TextEncoder().encode('NXP Abu'))
    expect(makeHex(makeDiversifiedKey(MASTER, input, nodeAes))).toBe('A8DD63A3B89D54B37CA802473FDA9175')
  })

  test('of an input shorter than a block is that of AN10957 p. 13, which no plain CMAC makes', () => {
    const master = bytes('F3F9377698707B688EAF84ABE39E3791')
    const input = bytes('04DEADBEEFFEED')
    expect(makeHex(makeDiversifiedKey(master, input, nodeAes))).toBe('0BB408BAFF98B6EE9F2E1585777F6A51')
    expect(makeHex(makeCmac(master, join(Uint8Array.of(1), input), nodeAes))).not.toBe(
      '0BB408BAFF98B6EE9F2E1585777F6A51',
    )
  })

  test('of two whole blocks is a plain CMAC', () => {
    const input = new Uint8Array(31).fill(7)
    expect(makeHex(makeDiversifiedKey(MASTER, input, nodeAes))).toBe(
      makeHex(makeCmac(MASTER, join(Uint8Array.of(1), input), nodeAes)),
    )
  })

  test.each([0, 32])('is not made of %i bytes', (length) => {
    expect(() => makeDiversifiedKey(MASTER, new Uint8Array(length), nodeAes)).toThrow(RangeError)
  })

  test('is another for another tag and for another use', () => {
    const keys = [UID, bytes('04782E21801D81')].flatMap((uid) =>
      ['footlight/meta/1', 'footlight/file/1', 'footlight/file/2'].map((use) =>
        makeHex(makeTagKey(MASTER, uid, use, nodeAes)),
      ),
    )
    expect(new Set(keys).size).toBe(6)
  })
})
