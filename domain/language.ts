import { z } from 'zod'

export const LANGUAGES = ['zh', 'en'] as const
export const languageSchema = z.enum(LANGUAGES)
export type Language = z.infer<typeof languageSchema>

/** A text in both languages of the house. */
export const wordsSchema = z.object({ zh: z.string(), en: z.string() })
export type Words = z.infer<typeof wordsSchema>

/**
 * The language to speak, from an `Accept-Language` header (RFC 9110 §12.5.4).
 * Anything but Chinese that names English first, or names neither, gets the fallback.
 */
export function parseAcceptLanguage(header: string | null | undefined, fallback: Language = 'en'): Language {
  const ranked = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().toLowerCase().split(';')
      const q = params.map((p) => /^\s*q=([0-9.]+)/.exec(p)?.[1]).find(Boolean)
      return { tag, q: q === undefined ? 1 : Number(q) }
    })
    .filter(({ tag, q }) => tag && q > 0)
    .sort((a, b) => b.q - a.q)
  for (const { tag } of ranked) {
    const [primary] = tag.split('-')
    const spoken = LANGUAGES.find((language) => language === primary)
    if (spoken) return spoken
  }
  return fallback
}
