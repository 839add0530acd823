import { createTranslator } from 'use-intl/core'
import type { Language } from '@/domain/language'
import en from '@/messages/login.en.json'
import zh from '@/messages/login.zh.json'

const speakers = {
  zh: createTranslator({ locale: 'zh', messages: zh }),
  en: createTranslator({ locale: 'en', messages: en }),
}

/** Speaks one language's `login` words. */
export const getSpeaker = (language: Language) => speakers[language]
