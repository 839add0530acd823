import { createTranslator } from 'use-intl/core'
import type { Language } from '@/domain/language'
import en from '@/messages/console.en.json'
import zh from '@/messages/console.zh.json'

const speakers = {
  zh: createTranslator({ locale: 'zh', messages: zh }),
  en: createTranslator({ locale: 'en', messages: en }),
}

/** Speaks one language's `console` words. */
export type Speak = (typeof speakers)['zh']

/** The words of the console in one language. */
export const getSpeaker = (language: Language): Speak => speakers[language]
