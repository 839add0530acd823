import { cookies, headers } from 'next/headers'
import { createTranslator } from 'use-intl/core'
import { type Language, languageSchema, parseAcceptLanguage } from '@/domain/language'
import en from '@/messages/docs.en.json'
import zh from '@/messages/docs.zh.json'

/** The reader's language: what they chose, else what their browser asks for. */
export async function getReader(): Promise<Language> {
  const chosen = languageSchema.safeParse((await cookies()).get('footlight.lang')?.value)
  return chosen.success ? chosen.data : parseAcceptLanguage((await headers()).get('accept-language'))
}

export const getDocsSpeaker = (locale: Language) =>
  createTranslator({ locale, messages: locale === 'zh' ? zh : en })
