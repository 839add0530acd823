import { cookies, headers } from 'next/headers'
import { type Language, languageSchema, parseAcceptLanguage } from '@/domain/language'

export const LANGUAGE_COOKIE = 'footlight.lang'

/** The reader's language: what they chose here, else what their browser prefers. */
export async function getLanguage(): Promise<Language> {
  const chosen = languageSchema.safeParse((await cookies()).get(LANGUAGE_COOKIE)?.value)
  return chosen.success ? chosen.data : parseAcceptLanguage((await headers()).get('accept-language'))
}
