/** Cryptography, passed in: AES-128 (FIPS 197). Keys, blocks and vectors are 16 bytes. */
export type Aes = {
  /** Whole blocks, each by itself (ECB): the primitive that everything here is built on. */
  encrypt(key: Uint8Array, blocks: Uint8Array): Uint8Array
  /** CBC without padding (NIST SP 800-38A); data is whole blocks. */
  decrypt(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array
}

export const BLOCK = 16
export const ZERO: Uint8Array = new Uint8Array(BLOCK)

/** The blocks of data, the last one as short as it comes; no data is no block. */
export function listBlocks(data: Uint8Array): Uint8Array[] {
  return Array.from({ length: Math.ceil(data.length / BLOCK) }, (_, i) =>
    data.subarray(i * BLOCK, (i + 1) * BLOCK),
  )
}
