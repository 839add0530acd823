import { parseHex } from '../../bytes'

/** The bytes of a vector. */
export function bytes(hex: string): Uint8Array {
  const parsed = parseHex(hex)
  if (!parsed) throw new Error(`not hex: ${hex}`)
  return parsed
}

/** A key whose every byte is the same: all zeros are what NXP's examples use. */
export const key = (byte: number) => new Uint8Array(16).fill(byte)
