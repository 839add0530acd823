import { createTranslator } from 'use-intl/core'
import type { Language } from '@/domain/language'
import en from '@/messages/screen.en.json'
import zh from '@/messages/screen.zh.json'

const speakers = {
  zh: createTranslator({ locale: 'zh', messages: zh }),
  en: createTranslator({ locale: 'en', messages: en }),
}

/** Speaks one language's `screen` words. */
export type Speak = (typeof speakers)['zh']

/** A screen changes language with its visitor, so both are at hand and neither is the page's. */
export function getSpeaker(language: Language): Speak {
  return speakers[language]
}

/** The `lang` attribute of a language. */
export function makeLangTag(language: Language): string {
  return language === 'zh' ? 'zh-Hans' : 'en'
}

/** "¥168" or "¥168.50" from minor units of an ISO 4217 currency; no decimals where there are none. */
export function makePrice(minor: number, currency: string, language: Language): string {
  const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
  const digits = new Intl.NumberFormat(language, style).resolvedOptions().maximumFractionDigits ?? 2
  const major = minor / 10 ** digits
  const format = new Intl.NumberFormat(language, {
    ...style,
    minimumFractionDigits: Number.isInteger(major) ? 0 : digits,
  })
  return format.format(major)
}

/**
 * Lines of a headline: where its author broke it, else in Chinese after each clause and in English nowhere
 * (the browser balances it).
 */
export function breakHeadline(text: string, language: Language): string[] {
  if (text.includes('\n')) return text.split('\n').filter(Boolean)
  if (language === 'en') return [text]
  return text.split(/(?<=[，。；：？！])/).filter(Boolean)
}

/** Whether a Chinese headline is short enough to stand upright on a wall. */
export function isUpright(line: string, sub: string): boolean {
  const longest = Math.max(...breakHeadline(line, 'zh').map((part) => part.length))
  return (
    longest <= 6 && line.length <= 16 && Math.max(...breakSentences(sub).map((part) => part.length)) <= 20
  )
}

/** Lines, or upright columns, of small Chinese text: one a sentence. */
export function breakSentences(text: string): string[] {
  return text.split(/\n|(?<=[。？！])/).filter(Boolean)
}
