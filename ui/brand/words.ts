import { createTranslator } from 'use-intl/core'
import type { Language } from '@/domain/language'
import en from '@/messages/brand.en.json'
import zh from '@/messages/brand.zh.json'

const speakers = {
  zh: createTranslator({ locale: 'zh', messages: zh }),
  en: createTranslator({ locale: 'en', messages: en }),
}

/** Speaks one language's `brand` words. */
export type Speak = (typeof speakers)['zh']

/** The words of the brands' pages in one language. */
export const getSpeaker = (language: Language): Speak => speakers[language]
