import { join, xor } from '../../bytes'
import { type Aes, listBlocks, ZERO } from './aes'
import { makeCmac } from './cmac'
import { makeLrp } from './lrp'
import type { SunMode } from './message'

/** What one reading of a chip says of itself, before anything is proven. */
export type SunClaim = { mode: SunMode; uid: Uint8Array; counter: number }

/** The keys of one reading: they make its MAC and hide its file data. */
export type SunSession = {
  /** The MAC as the URL has it, 8 bytes. */
  makeMac(input: Uint8Array): Uint8Array
  decrypt(data: Uint8Array): Uint8Array
  encrypt(data: Uint8Array): Uint8Array
}

const MAC_AES = Uint8Array.of(0x3c, 0xc3, 0x00, 0x01, 0x00, 0x80)
const FILE_AES = Uint8Array.of(0xc3, 0x3c, 0x00, 0x01, 0x00, 0x80)
const HEAD_LRP = Uint8Array.of(0x00, 0x01, 0x00, 0x80)
const TAIL_LRP = Uint8Array.of(0x1e, 0xe1)

/** A reading's keys, from the file key, the UID and the counter (NT4H2421Gx §9.3.9, AN12196 §3.3). */
export function makeSunSession({ mode, uid, counter }: SunClaim, fileKey: Uint8Array, aes: Aes): SunSession {
  const read = makeCounter(counter)
  return mode === 'aes' ? makeAesSession(uid, read, fileKey, aes) : makeLrpSession(uid, read, fileKey, aes)
}

/** The counter as the chip computes with it: three bytes, the least significant first. */
export function makeCounter(counter: number): Uint8Array {
  return Uint8Array.of(counter & 0xff, (counter >> 8) & 0xff, (counter >> 16) & 0xff)
}

/** The number in a counter's three bytes, the least significant first. */
export function parseCounter(bytes: Uint8Array): number {
  return bytes.reduceRight((counter, byte) => counter * 256 + byte, 0)
}

function makeAesSession(uid: Uint8Array, read: Uint8Array, fileKey: Uint8Array, aes: Aes): SunSession {
  const macKey = makeCmac(fileKey, join(MAC_AES, uid, read), aes)
  const openFile = () => {
    const key = makeCmac(fileKey, join(FILE_AES, uid, read), aes)
    return { key, iv: aes.encrypt(key, join(read, ZERO.subarray(read.length))) }
  }
  return {
    makeMac: (input) => shorten(makeCmac(macKey, input, aes)),
    decrypt(data) {
      const { key, iv } = openFile()
      return aes.decrypt(key, iv, data)
    },
    encrypt(data) {
      const { key, iv } = openFile()
      return encryptCbc(key, iv, data, aes)
    },
  }
}

function makeLrpSession(uid: Uint8Array, read: Uint8Array, fileKey: Uint8Array, aes: Aes): SunSession {
  const session = makeLrp(makeLrp(fileKey, aes).makeCmac(join(HEAD_LRP, uid, read, TAIL_LRP)), aes)
  const start = join(read, new Uint8Array(3))
  return {
    makeMac: (input) => shorten(session.makeCmac(input)),
    decrypt: (data) => session.decrypt(1, start, data),
    encrypt: (data) => session.encrypt(1, start, data),
  }
}

/** CBC without padding (NIST SP 800-38A). */
export function encryptCbc(key: Uint8Array, iv: Uint8Array, data: Uint8Array, aes: Aes): Uint8Array {
  let chain = iv
  return join(
    ...listBlocks(data).map((block) => {
      chain = aes.encrypt(key, xor(block, chain))
      return chain
    }),
  )
}

/** A URL has every second byte of a MAC (AN12196 §3). */
const shorten = (mac: Uint8Array) => mac.filter((_, i) => i % 2 === 1)
