import { expect, type Page } from '@playwright/test'
import type { Language } from '@/domain/language'
import { URL_BASE } from './house'
import { say } from './words'

/** Presses that carry the lamp from its place to the next halt of the demo's climb. */
const WAYS = [
  ['up', 'right', 'up', 'right'],
  ['up', 'right', 'up', 'right'],
  ['up', 'right', 'up', 'right', 'right', 'right'],
] as const

export const HALTS = {
  zh: ['山门', '雾台', '霜顶'],
  en: ['Gate', 'Mist terrace', 'Frost top'],
} as const

/** Touches a touchpoint: the page taps by itself. Ends on the visit's page. */
export async function touch(page: Page, touchpoint = 'wall-ring'): Promise<void> {
  await page.goto(`/t/${touchpoint}`)
  await page.waitForURL(/\/v\//)
}

/** What the visit's page is at. */
export const stage = (page: Page, name: string) => page.locator(`main[data-stage=${name}]`)

/** Answers the one question. */
export async function answer(page: Page, language: Language, said: 'yes' | 'no'): Promise<void> {
  await expect(stage(page, 'asking')).toBeVisible()
  await page.getByRole('button', { name: say(language, `shopper.ask.${said}`), exact: true }).click()
  await expect(stage(page, 'asking')).toBeHidden()
}

/** Carries the lamp to one halt with the step buttons, and waits until the phone says that it is lit. */
export async function stepTo(page: Page, language: Language, halt: 0 | 1 | 2): Promise<void> {
  for (const direction of WAYS[halt]) {
    await page
      .getByRole('button', { name: say(language, `shopper.leading.${direction}`), exact: true })
      .click()
  }
  if (halt < 2) await expect(getHalt(page, language, halt)).toHaveClass(/\bon\b/)
  else await expect(stage(page, 'finished')).toBeVisible()
}

/** The line of one halt in the phone's list. */
export function getHalt(page: Page, language: Language, halt: 0 | 1 | 2) {
  return page
    .getByRole('list', { name: say(language, 'shopper.leading.halts') })
    .getByRole('listitem')
    .nth(halt)
}

/** Lights every halt on the phone alone. */
export async function finishOnPhone(page: Page, language: Language): Promise<void> {
  for (const halt of HALTS[language]) {
    await page.getByRole('button', { name: say(language, 'shopper.phone.light', { halt }) }).click()
  }
  await expect(stage(page, 'finished')).toBeVisible()
}

/** The coupon's six characters as the plate shows them. */
export async function readCode(page: Page): Promise<string> {
  const code = page.locator('.plate .code')
  await expect(code).toHaveText(/^[2-9A-HJKMNP-Z]{3} [2-9A-HJKMNP-Z]{3}$/)
  return ((await code.textContent()) ?? '').replace(' ', '')
}

/** The visit's id and what its phone may know, as its own API tells. */
export async function readView(page: Page) {
  const token = new URL(page.url()).pathname.split('/').at(-1)
  const answer = await page.request.get(`${URL_BASE()}/api/v1/visits/${token}`)
  expect(answer.status()).toBe(200)
  return (await answer.json()) as {
    visitId: string
    stage: string
    light: { gel: string; number: number }
    coupon: { couponId: string; code: string; url: string } | null
  }
}
