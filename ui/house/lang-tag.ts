import type { Language } from '@/domain/language'

/** The `lang` attribute of a language. */
export const makeLangTag = (language: Language) => (language === 'zh' ? 'zh-Hans' : 'en')
