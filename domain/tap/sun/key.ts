import { join, xor } from '../../bytes'
import { type Aes, BLOCK, ZERO } from './aes'
import { maskBlock, pad } from './cmac'

const TWO_BLOCKS = 2 * BLOCK

/**
 * A tag's own key from the retailer's master key (NXP AN10922 §2.2, AES-128): a CMAC of `01 | input` that always takes
 * two blocks. A plain CMAC would make another key of a short input.
 * @param input 1 to 31 bytes: the tag's UID first, then what tells its keys apart; @throws RangeError for others
 */
export function makeDiversifiedKey(master: Uint8Array, input: Uint8Array, aes: Aes): Uint8Array {
  const message = join(Uint8Array.of(0x01), input)
  if (input.length === 0 || message.length > TWO_BLOCKS) throw new RangeError('1 to 31 bytes make a key')
  const whole = message.length === TWO_BLOCKS
  const padded = whole ? message : pad(message, TWO_BLOCKS)
  const chain = aes.encrypt(master, padded.subarray(0, BLOCK))
  const tail = maskBlock(padded.subarray(BLOCK), aes.encrypt(master, ZERO), whole)
  return aes.encrypt(master, xor(tail, chain))
}

/** A tag's key for one use: `use` is ASCII, as "footlight/file/1"; another use, another key. */
export function makeTagKey(master: Uint8Array, uid: Uint8Array, use: string, aes: Aes): Uint8Array {
  return makeDiversifiedKey(master, join(uid, new TextEncoder().encode(use)), aes)
}
