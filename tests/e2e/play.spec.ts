import { type Browser, expect, type FrameLocator, type Page, test } from '@playwright/test'
import type { Language } from '@/domain/language'
import { closeAll, DESKTOP, URL_BASE } from './support/house'
import { press, tabTo } from './support/keyboard'
import { clearZone } from './support/staff'
import { watch } from './support/watch'
import { say } from './support/words'

const PICTURE = new URL('../../docs/pictures/play.png', import.meta.url).pathname

test.beforeEach(() => clearZone('wall'))
test.afterEach(async ({ browser }) => {
  await closeAll(browser)
  await clearZone('wall')
})

type Store = { page: Page; wall: FrameLocator; kiosk: FrameLocator; phone: FrameLocator; faults: string[] }

/** The virtual store, its wall and kiosk live. Motion is reduced: drawing it in software would starve the rest. */
async function enter(browser: Browser, language: Language): Promise<Store> {
  const context = await browser.newContext({
    baseURL: URL_BASE(),
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    userAgent: DESKTOP,
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const faults = watch(page)
  await page.goto('/play')
  const store = language === 'zh' ? '苏州河展厅' : 'Suzhou Creek Showroom'
  const frame = (name: string) =>
    page.frameLocator(`iframe[title="${say(language, `play.frame.${name}`, { store })}"]`)
  const [wall, kiosk, phone] = [frame('wall'), frame('kiosk'), frame('phone')]
  for (const screen of [wall, kiosk]) await expect(screen.locator('[data-kit=attract]')).toBeVisible()
  return { page, wall, kiosk, phone, faults }
}

const step = (page: Page, name: string) => expect(page.locator(`main[data-step=${name}]`)).toBeAttached()
const ledger = (page: Page) => page.locator('#ledger')
const button = (page: Page | FrameLocator, name: string) => page.getByRole('button', { name })

async function carry(phone: FrameLocator, language: Language, halt: 0 | 1 | 2) {
  const ways = ['up', 'right', 'up', 'right', ...(halt === 2 ? ['right', 'right'] : [])]
  for (const way of ways) {
    await phone.getByRole('button', { name: say(language, `shopper.leading.${way}`), exact: true }).click()
  }
}

test('by mouse: click the ad, keep the pass, walk in, light the mountain, earn the coupon', async ({
  browser,
}) => {
  const { page, wall, kiosk, phone, faults } = await enter(browser, 'en')
  await step(page, 'before')
  await expect(ledger(page)).toContainText(say('en', 'play.ledger.nothing'))
  await page.getByText(say('en', 'play.medium.video'), { exact: true }).click()
  await button(page, say('en', 'play.do.click')).click()
  await expect(ledger(page)).toContainText('Clicked the short video ad')
  await phone.getByRole('button', { name: say('en', 'shopper.landing.keep') }).click()
  await expect(ledger(page)).toContainText(say('en', 'play.told.kept'))
  await step(page, 'kept')
  await button(page, say('en', 'play.do.tap')).click()
  await step(page, 'leading')
  await expect(ledger(page)).toContainText('The pass joined them: came from the video')
  await expect(wall.locator('[data-kit=climb]')).toContainText('You have seen this mountain.')
  await expect(kiosk.locator('[data-kit=climb]')).toBeVisible()
  const credit = page.locator('#credit')
  await expect(credit).toContainText('Short video 1.00')
  for (const halt of [0, 1] as const) {
    await carry(phone, 'en', halt)
    await expect(wall.locator('.halts li[data-on=true]')).toHaveCount(halt + 1)
  }
  await expect(ledger(page)).toContainText('Mist terrace lit. 1 to go')
  if (process.env.E2E_PICTURE) {
    const { default: sharp } = await import('sharp')
    const picture = await page.screenshot({ animations: 'disabled' })
    await sharp(picture).png({ palette: true, quality: 90, effort: 10 }).toFile(PICTURE)
  }
  await carry(phone, 'en', 2)
  await step(page, 'coupon')
  await expect(ledger(page)).toContainText('Earned a coupon: ¥40 off')
  const code = ((await phone.locator('.plate .code').textContent()) ?? '').replace(' ', '')
  await expect(
    page.getByRole('link', { name: new RegExp(say('en', 'play.do.till', { code })) }),
  ).toBeVisible()
  expect(faults).toEqual([])
})

test('by keyboard alone, in Chinese', async ({ browser }) => {
  const { page, wall, phone, faults } = await enter(browser, 'zh')
  const skip = page.getByRole('link', {
    name: `${say('zh', 'play.skip.to')} ${say('zh', 'play.skip.steps')}`,
  })
  await page.keyboard.press('Tab')
  await expect(skip).toBeFocused()
  await page.keyboard.press('Enter')
  await press(page, button(page, say('zh', 'play.do.click')).or(button(page, say('zh', 'play.do.clickScan'))))
  await press(page, phone.getByRole('button', { name: say('zh', 'shopper.landing.keep') }))
  await step(page, 'kept')
  await press(page, button(page, say('zh', 'play.do.tap')))
  await step(page, 'leading')
  await expect(wall.locator('[data-kit=climb]')).toHaveAttribute('lang', 'zh-Hans')
  await tabTo(page, phone.getByRole('button', { name: say('zh', 'shopper.leading.up'), exact: true }))
  const keys = ['Up', 'Right', 'Up', 'Right', 'Up', 'Right', 'Up', 'Right', 'Up', 'Right', 'Up']
  for (const key of [...keys, 'Right', 'Right', 'Right']) await page.keyboard.press(`Arrow${key}`)
  await step(page, 'coupon')
  await expect(ledger(page)).toContainText('霜顶')
  expect(faults).toEqual([])
})

test('a second phone is another visitor: asked for itself, queued, with a light of its own', async ({
  browser,
}) => {
  const { page, phone } = await enter(browser, 'en')
  await button(page, say('en', 'play.do.tap')).click()
  await step(page, 'asking')
  await phone.getByRole('button', { name: say('en', 'shopper.ask.no'), exact: true }).click()
  await step(page, 'leading')
  await expect(ledger(page)).toContainText(say('en', 'play.told.refused'))
  await expect(page.locator('#credit')).toContainText('walk-in 1.00')
  const first = await phone.locator('.me').textContent()
  await button(page, say('en', 'play.do.second')).click()
  await expect(page.locator('main[data-phones="2"]')).toBeAttached()
  await step(page, 'before')
  await button(page, say('en', 'play.do.click'))
    .or(button(page, say('en', 'play.do.clickScan')))
    .click()
  await phone.getByRole('button', { name: say('en', 'shopper.landing.keep') }).click()
  await step(page, 'kept')
  await button(page, say('en', 'play.do.tap')).click()
  await step(page, 'waiting')
  await expect(ledger(page)).toContainText('Waiting, place 1')
  expect(await phone.locator('.me').textContent()).not.toBe(first)
  await expect(phone.getByText(say('en', 'shopper.waiting.next'))).toBeVisible()
  await button(page, say('en', 'play.do.switch')).click()
  await step(page, 'leading')
})
