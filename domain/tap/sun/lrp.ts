import { join, xor } from '../../bytes'
import { type Aes, BLOCK, listBlocks, ZERO } from './aes'
import { closeBlock, splitLast } from './cmac'

const FIVES = new Uint8Array(BLOCK).fill(0x55)
const TENS = new Uint8Array(BLOCK).fill(0xaa)
const NIBBLES = 16
const BOTH = join(TENS, FIVES)

export type Lrp = ReturnType<typeof makeLrp>

/**
 * The Leakage Resilient Primitive (NXP AN12304) of one key, m = 4. AES never meets one key often enough to be measured,
 * which is for the chip's sake; here it is only slow, about thirty AES calls a block.
 */
export function makeLrp(key: Uint8Array, aes: Aes) {
  const first = aes.encrypt(key, BOTH)
  const plaintexts = listChain(first.subarray(BLOCK), NIBBLES, aes)
  // Updated key 0 is for MACs and PICC data, 1 for file data: most messages need one of them.
  const updated: Uint8Array[] = []

  function getUpdated(wanted: number): Uint8Array {
    if (!updated[wanted])
      updated.splice(0, updated.length, ...listChain(first.subarray(0, BLOCK), wanted + 1, aes))
    return updated[wanted] ?? ZERO
  }

  /** Algorithm 3: walks from an updated key along the nibbles. */
  function evaluate(updatedKey: number, nibbles: readonly number[], final: boolean): Uint8Array {
    let state = getUpdated(updatedKey)
    for (const nibble of nibbles) state = aes.encrypt(state, plaintexts[nibble] ?? ZERO)
    return final ? aes.encrypt(state, ZERO) : state
  }

  /** One key for each block, the counter counting up from where it starts. */
  function listBlockKeys(updatedKey: number, counter: Uint8Array, blocks: number): Uint8Array[] {
    let nibbles = listNibbles(counter)
    return Array.from({ length: blocks }, () => {
      const made = evaluate(updatedKey, nibbles, true)
      nibbles = countUp(nibbles)
      return made
    })
  }

  return {
    plaintexts,
    getUpdated,
    evaluate,

    /** CMAC_LRP: 16 bytes, under updated key 0. */
    makeCmac(message: Uint8Array): Uint8Array {
      const walk = (block: Uint8Array) => evaluate(0, listNibbles(block), true)
      const { head, last } = splitLast(message)
      let chain = ZERO
      for (const block of head) chain = walk(xor(block, chain))
      return walk(xor(closeBlock(last, walk(ZERO)), chain))
    },

    /** LRICB without padding: data is whole blocks, the counter as many bytes as the caller's protocol says. */
    encrypt(updatedKey: number, counter: Uint8Array, data: Uint8Array): Uint8Array {
      const blocks = listBlocks(data)
      const keys = listBlockKeys(updatedKey, counter, blocks.length)
      return join(...blocks.map((block, i) => aes.encrypt(keys[i] ?? ZERO, block)))
    },

    decrypt(updatedKey: number, counter: Uint8Array, data: Uint8Array): Uint8Array {
      const blocks = listBlocks(data)
      const keys = listBlockKeys(updatedKey, counter, blocks.length)
      return join(...blocks.map((block, i) => aes.decrypt(keys[i] ?? ZERO, ZERO, block)))
    },
  }
}

/** Algorithms 1 and 2: from one value a row of others, none of which tells the next. */
function listChain(from: Uint8Array, length: number, aes: Aes): Uint8Array[] {
  let state = from
  return Array.from({ length }, () => {
    const both = aes.encrypt(state, BOTH)
    state = both.subarray(BLOCK)
    return both.subarray(0, BLOCK)
  })
}

const listNibbles = (bytes: Uint8Array): number[] =>
  Array.from(bytes).flatMap((byte) => [byte >> 4, byte & 0x0f])

/** One more, the last nibble the lowest; after the highest comes zero. */
function countUp(nibbles: readonly number[]): number[] {
  let carry = 1
  return nibbles
    .toReversed()
    .map((nibble) => {
      const sum = nibble + carry
      carry = sum >> 4
      return sum & 0x0f
    })
    .reverse()
}
