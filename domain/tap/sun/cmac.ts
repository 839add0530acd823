import { xor } from '../../bytes'
import { type Aes, BLOCK, listBlocks, ZERO } from './aes'

/** AES-CMAC (RFC 4493, NIST SP 800-38B): 16 bytes. */
export function makeCmac(key: Uint8Array, message: Uint8Array, aes: Aes): Uint8Array {
  const { head, last } = splitLast(message)
  let chain = ZERO
  for (const block of head) chain = aes.encrypt(key, xor(block, chain))
  return aes.encrypt(key, xor(closeBlock(last, aes.encrypt(key, ZERO)), chain))
}

/** A message's blocks, the last one apart; an empty message has an empty last block. */
export function splitLast(message: Uint8Array): { head: Uint8Array[]; last: Uint8Array } {
  const blocks = listBlocks(message)
  const last = blocks.pop() ?? new Uint8Array()
  return { head: blocks, last }
}

/** The last block of a CMAC, padded when it is short, and masked. `root` is what the cipher makes of zeros. */
export function closeBlock(last: Uint8Array, root: Uint8Array): Uint8Array {
  return last.length === BLOCK ? maskBlock(last, root, true) : maskBlock(pad(last, BLOCK), root, false)
}

/** A CMAC's last block under its subkey (RFC 4493 §2.3): the first for a whole block, the second for a padded one. */
export function maskBlock(block: Uint8Array, root: Uint8Array, whole: boolean): Uint8Array {
  const first = double(root)
  return xor(block, whole ? first : double(first))
}

/** Filled up to a length with a one bit and zeros (ISO/IEC 9797-1, padding method 2). */
export function pad(data: Uint8Array, length: number): Uint8Array {
  const padded = new Uint8Array(length)
  padded.set(data)
  padded[data.length] = 0x80
  return padded
}

/** A block times x in GF(2^128). */
function double(block: Uint8Array): Uint8Array {
  const doubled = block.map((byte, i) => (byte << 1) | ((block[i + 1] ?? 0) >> 7))
  if ((block[0] ?? 0) & 0x80) doubled[BLOCK - 1] = (doubled[BLOCK - 1] ?? 0) ^ 0x87
  return doubled
}
