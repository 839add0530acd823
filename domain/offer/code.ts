/** Letters and digits of a coupon code: nothing that looks or sounds like another (no 0 O 1 I L). */
export const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LENGTH = 6

/**
 * A coupon code from random bytes (at least 32). Bytes that would favour some letters are passed over; null when too
 * few are left, which the caller answers with more bytes.
 */
export function makeCode(random: Uint8Array): string | null {
  const limit = 256 - (256 % CODE_ALPHABET.length)
  const letters = Array.from(random)
    .filter((byte) => byte < limit)
    .map((byte) => CODE_ALPHABET.charAt(byte % CODE_ALPHABET.length))
  return letters.length < LENGTH ? null : letters.slice(0, LENGTH).join('')
}

/** What a person typed or a camera read, as a code: spaces and case do not matter, a coupon's URL may stand around it. */
export function parseCode(input: string): string | null {
  const tail = input.trim().split('/').at(-1) ?? ''
  const code = tail.replaceAll(/[\s-]/g, '').toUpperCase()
  return code.length === LENGTH && [...code].every((letter) => CODE_ALPHABET.includes(letter)) ? code : null
}
