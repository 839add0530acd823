import { expect, test } from 'vitest'
import { nodeAes } from '@/server/tap/aes'
import { makeHex } from '../../bytes'
import { makeCmac } from './cmac'
import { bytes } from './testing'

/** RFC 4493 §4; the same as NIST's examples for SP 800-38B, CMAC-AES128. */
const KEY = bytes('2B7E151628AED2A6ABF7158809CF4F3C')
const MESSAGE =
  '6BC1BEE22E409F96E93D7E117393172AAE2D8A571E03AC9C9EB76FAC45AF8E51' +
  '30C81C46A35CE411E5FBC1191A0A52EFF69F2445DF4F9B17AD2B417BE66C3710'

test.each([
  [0, 'BB1D6929E95937287FA37D129B756746'],
  [16, '070A16B46B4D4144F79BDD9DD04A287C'],
  [20, '7D85449EA6EA19C823A7BF78837DFADE'],
  [40, 'DFA66747DE9AE63030CA32611497C827'],
  [64, '51F0BEBF7E3B9D92FC49741779363CFE'],
])('AES-CMAC of %i bytes is what RFC 4493 and NIST say', (length, mac) => {
  expect(makeHex(makeCmac(KEY, bytes(MESSAGE.slice(0, 2 * length)), nodeAes))).toBe(mac)
})

test.each([
  ['file data', 'C33C0001008004C767F2066180010000', '66DA61797E23DECA5D8ECA13BBADF7A9'],
  ['the MAC', '3CC30001008004C767F2066180010000', '3A3E8110E05311F7A3FCF0D969BF2B48'],
])('a session key for %s is that of AN12196 §3.3', (_for, vector, made) => {
  expect(makeHex(makeCmac(bytes('5ACE7E50AB65D5D51FD5BF5A16B8205B'), bytes(vector), nodeAes))).toBe(made)
})
