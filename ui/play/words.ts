import { createTranslator } from 'use-intl/core'
import type { Language } from '@/domain/language'
import en from '@/messages/play.en.json'
import zh from '@/messages/play.zh.json'

const speakers = {
  zh: createTranslator({ locale: 'zh', messages: zh }),
  en: createTranslator({ locale: 'en', messages: en }),
}

/** Speaks one language's `play` words. */
export type Speak = (typeof speakers)['zh']

/** The stage changes language without a reload, so both are at hand. */
export function getSpeaker(language: Language): Speak {
  return speakers[language]
}
