import { createTranslator } from 'use-intl/core'
import type { Language, Words } from '@/domain/language'
import errorsEn from '@/messages/errors.en.json'
import errorsZh from '@/messages/errors.zh.json'
import en from '@/messages/shopper.en.json'
import zh from '@/messages/shopper.zh.json'
import { ERROR_STATUS, type ErrorCode } from '@/protocol/error'
import { breakHeadline } from '@/ui/kits/words'

const speakers = {
  zh: createTranslator({ locale: 'zh', messages: zh }),
  en: createTranslator({ locale: 'en', messages: en }),
}
const errors = { zh: errorsZh, en: errorsEn }

/** Speaks one language's `shopper` words. */
export type Speak = (typeof speakers)['zh']

/** What a view needs to speak and to link: words, language, prefix of addresses, time zone of the store. */
export type Voice = { t: Speak; language: Language; base: string; timeZone: string }

/** The voice of a page. `timeZone` is IANA; without one dates are told in UTC and say so. */
export function makeVoice(language: Language, base: string, timeZone = 'UTC'): Voice {
  return { t: speakers[language], language, base, timeZone }
}

/** A language's own name: what the switch to it says. */
export function getLanguageName(language: Language): string {
  return speakers[language]('self')
}

/** An error in a sentence. Only codes whose sentence has no places to fill can reach a page. */
export function sayError(code: ErrorCode, language: Language): string {
  return errors[language][code]
}

/** The error's code, when something thrown is one of ours: known by `code`, an `instanceof` fails across bundles. */
export function findErrorCode(thrown: unknown): ErrorCode | null {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return null
  const { code } = thrown
  return typeof code === 'string' && code in ERROR_STATUS ? (code as ErrorCode) : null
}

/** "29 November" / "11月29日", or with the hour: "29 November at 21:00" / "11月29日 21:00". `at` is Unix milliseconds. */
export function makeDate({ language, timeZone }: Voice, at: number, hour = false): string {
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    month: 'long',
    day: 'numeric',
    timeZone,
    ...(hour && { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    ...(hour && timeZone === 'UTC' && { timeZoneName: 'short' }),
  }).format(at)
}

/** A headline with a break after each Chinese clause, so that no clause is torn. */
export function makeHeadline(words: Words, language: Language): string {
  return breakHeadline(words[language], language).join('\n')
}

/** "1:12" from a rest of milliseconds. */
export function makeClock(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
