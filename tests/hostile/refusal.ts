import { expect } from 'vitest'
import { z } from 'zod'
import type { App } from '../support/app'

const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string().min(2) }) })
/** A refusal as it should be: 4xx, a code, one sentence in the reader's language. */
export async function expectRefusal(
  answer: Response,
  language: 'zh' | 'en',
  what: string,
  statuses?: number[],
) {
  const text = await answer.text()
  expect(answer.status, `${what}: ${text.slice(0, 300)}`).toBeGreaterThanOrEqual(400)
  expect(answer.status, `${what}: ${text.slice(0, 300)}`).toBeLessThan(500)
  if (statuses) expect(statuses, `${what}: ${text.slice(0, 300)}`).toContain(answer.status)
  const { error } = errorSchema.parse(JSON.parse(text))
  expect(/\p{Script=Han}/u.test(error.message), `${what}: ${error.message}`).toBe(language === 'zh')
  return error.code
}
/** Lines of the log that say something broke, and stack traces of anything. */
export const getFaults = (app: Pick<App, 'said'>) =>
  app
    .said()
    .split('\n')
    .filter((line) => /"level":[56]0/.test(line) || /^\s+at \S+/.test(line) || /^\w*Error\b/.test(line))
