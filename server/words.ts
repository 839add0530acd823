import { readdirSync, readFileSync } from 'node:fs'
import { createTranslator } from 'use-intl/core'
import { LANGUAGES, type Language } from '@/domain/language'
import type { ErrorCode } from '@/protocol/error'

type Messages = Record<string, unknown>
const FOLDER = new URL('../messages/', import.meta.url)

/** Every word of the house in one language: `messages/<area>.<language>.json` under the key of its area. */
export function loadMessages(language: Language): Messages {
  const suffix = `.${language}.json`
  return Object.fromEntries(
    readdirSync(FOLDER)
      .filter((file) => file.endsWith(suffix))
      .map((file) => [
        file.slice(0, -suffix.length),
        JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')),
      ]),
  )
}

const errors = Object.fromEntries(
  LANGUAGES.map((locale) => [
    locale,
    createTranslator({ locale, messages: loadMessages(locale).errors as Record<string, string> }),
  ]),
)

/** An error's sentence for people. `details` fill its places. */
export function sayError(
  code: ErrorCode,
  language: Language,
  details?: Record<string, string | number | null>,
): string {
  const values = Object.fromEntries(Object.entries(details ?? {}).map(([key, value]) => [key, value ?? '']))
  return errors[language]?.(code, values) ?? code
}
