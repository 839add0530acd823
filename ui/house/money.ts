import type { Language } from '@/domain/language'

const getDigits = (currency: string) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** "¥168" or "¥168.50" from minor units of an ISO 4217 currency; no decimals where there are none. */
export function makeMoney(minor: number, currency: string, language: Language): string {
  const digits = getDigits(currency)
  const major = minor / 10 ** digits
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: Number.isInteger(major) ? 0 : digits,
    maximumFractionDigits: digits,
  }).format(major)
}

/**
 * What somebody typed from a receipt ("208", "208.5", "¥1,208.50", "２０８") as minor units.
 * Null: not an amount, or finer than the currency's smallest coin.
 */
export function parseMoney(typed: string, currency: string): number | null {
  const digits = getDigits(currency)
  const text = typed.normalize('NFKC').replaceAll(/[\s,¥$€£元]/g, '')
  const match = /^(\d{1,9})(?:\.(\d*))?$/.exec(text)
  const fraction = match?.[2] ?? ''
  if (!match || fraction.length > digits) return null
  return Number(match[1]) * 10 ** digits + Number(fraction.padEnd(digits, '0') || 0)
}
