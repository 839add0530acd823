import type { Language } from '@/domain/language'
import { makeRatio } from '../charts/ratio'
import type { Speak } from './words'

/** "1,946", or with so many decimals. */
export const makeNumber = (value: number, language: Language, decimals = 0) =>
  new Intl.NumberFormat(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value)

/** "4.0%". */
export const makePercent = (percent: number, language: Language) => `${makeNumber(percent, language, 1)}%`

/** How many of the stage before came this far, in words: a ratio, or the counts when they are few. Empty: of nothing. */
export function sayRatio(count: number, base: number, language: Language, t: Speak): string {
  const ratio = makeRatio(count, base)
  if (!ratio) return ''
  return ratio.kind === 'percent'
    ? makePercent(ratio.percent, language)
    : t('funnel.few', { count: ratio.count, base: ratio.base })
}
