import { z } from 'zod'
import type { Language } from '@/domain/language'

/** What the server answered: a value, or a refusal with its code and a sentence in the reader's language. */
export type Answer<T> = { ok: true; value: T } | { ok: false; code: string; message: string | null }

const refusal = z.object({ error: z.object({ code: z.string(), message: z.string() }) })

/**
 * Asks `/api/v1`. Without a body it reads, with one it acts. `code` is `away` and `message` null when no answer came,
 * or none that can be read.
 */
export async function askServer<T>(
  path: string,
  { schema, body, language }: { schema: z.ZodType<T>; body?: object; language: Language },
): Promise<Answer<T>> {
  try {
    const response = await fetch(`/api/v1${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        accept: 'application/json',
        'accept-language': language,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    const answer: unknown = await response.json()
    if (response.ok) return { ok: true, value: schema.parse(answer) }
    return { ok: false, ...refusal.parse(answer).error }
  } catch {
    return { ok: false, code: 'away', message: null }
  }
}
