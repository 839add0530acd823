/** Why digits are no GTIN. */
export const GTIN_REFUSALS = ['bad_gtin_length', 'bad_check_digit'] as const
export type GtinRefusal = (typeof GTIN_REFUSALS)[number]

const LENGTHS = [8, 12, 13, 14]

/**
 * A GTIN-8, -12, -13 or -14 as the 14 digits that all of them are, once its check digit is right (GS1 General
 * Specifications, modulo 10).
 */
export function parseGtin(digits: string): { ok: true; gtin: string } | { ok: false; reason: GtinRefusal } {
  if (!/^\d+$/.test(digits) || !LENGTHS.includes(digits.length))
    return { ok: false, reason: 'bad_gtin_length' }
  const gtin = digits.padStart(14, '0')
  return makeCheckDigit(gtin.slice(0, 13)) === gtin.at(13)
    ? { ok: true, gtin }
    : { ok: false, reason: 'bad_check_digit' }
}

/** The check digit that 13 digits take: weights 3 and 1 from the left, up to the next ten. */
export function makeCheckDigit(digits: string): string {
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 3 : 1), 0)
  return `${(10 - (sum % 10)) % 10}`
}
