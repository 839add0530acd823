const LENGTH = 6
const FULL_WIDTH_ZERO = '０'.charCodeAt(0)
/** The largest multiple of ten a byte holds: bytes past it would favour some digits. */
const EVEN = 250

/**
 * A claim code of six digits from random bytes (at least 16): it carries a pass by word of mouth. Null when too few
 * bytes count, which the caller answers with more. A million codes are few: they live for minutes, and guesses are
 * counted.
 */
export function makeClaimCode(random: Uint8Array): string | null {
  const digits = Array.from(random)
    .filter((byte) => byte < EVEN)
    .map((byte) => byte % 10)
  return digits.length < LENGTH ? null : digits.slice(0, LENGTH).join('')
}

/** What somebody typed, as a code: spaces and hyphens do not matter, full-width digits are digits. */
export function parseClaimCode(input: string): string | null {
  const digits = input
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .replaceAll(/[０-９]/g, (digit) => `${digit.charCodeAt(0) - FULL_WIDTH_ZERO}`)
  return /^\d{6}$/.test(digits) ? digits : null
}

/** A code as it is shown and read out: two groups of three. */
export function formatClaimCode(code: string): string {
  return `${code.slice(0, LENGTH / 2)} ${code.slice(LENGTH / 2)}`
}
