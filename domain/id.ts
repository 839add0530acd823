import { z } from 'zod'

/** A UUIDv7 (RFC 9562 §5.7): its first 48 bits are Unix milliseconds, so an id carries its time. */
export const uuidv7Schema = z.uuidv7()

/** A readable id of something configured (store, zone, campaign ...): lower case, digits, hyphens, at most 64. */
export const slugSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)

/**
 * Makes a UUIDv7 from a time and 10 random bytes, both passed in so that the domain stays pure.
 * @param ms Unix time in milliseconds, 0 to 2^48 - 1
 * @param random at least 10 bytes
 */
export function makeUuidv7(ms: number, random: Uint8Array): string {
  const time = Math.floor(ms).toString(16).padStart(12, '0')
  const hex = Array.from(random.subarray(0, 10), (byte) => byte.toString(16).padStart(2, '0')).join('')
  const variant = ((Number.parseInt(hex.slice(4, 6), 16) & 0x3f) | 0x80).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(1, 4)}-${variant}${hex.slice(6, 8)}-${hex.slice(8, 20)}`
}

/** Unix milliseconds that a UUIDv7 carries. */
export function parseUuidv7Time(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}

/** The lowest id of an instant: the bound of a time partition. */
export function uuidv7Floor(ms: number): string {
  const time = Math.floor(ms).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`
}
