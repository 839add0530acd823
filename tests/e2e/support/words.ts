import { readdirSync, readFileSync } from 'node:fs'
import { createTranslator } from 'use-intl/core'
import type { Language } from '@/domain/language'

const DIR = new URL('../../../messages/', import.meta.url)

function load(language: Language) {
  const ending = `.${language}.json`
  const files = readdirSync(DIR).filter((name) => name.endsWith(ending))
  return Object.fromEntries(
    files.map((name) => [
      name.slice(0, -ending.length),
      JSON.parse(readFileSync(new URL(name, DIR), 'utf8')),
    ]),
  )
}

type Speak = (key: string, values?: Record<string, unknown>) => string

function makeSpeaker(locale: Language): Speak {
  const t = createTranslator({
    locale,
    messages: load(locale),
    // A word that is missing is a failed test, not a key on a page.
    onError: (error) => {
      throw error
    },
  })
  return t as unknown as Speak
}

const speakers = { zh: makeSpeaker('zh'), en: makeSpeaker('en') }

/** What a page says: `area.key` of messages/, with its values, in one language. Keys are checked by running. */
export function say(language: Language, key: string, values?: Record<string, unknown>): string {
  return speakers[language](key, values)
}
