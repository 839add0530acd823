import { type Browser, expect, type Page, test } from '@playwright/test'
import type { Language } from '@/domain/language'
import { closeAll, DESKTOP, findBarriers, logIn, openPhone, openScreen, URL_BASE } from './support/house'
import { press, tabTo } from './support/keyboard'
import { answer, finishOnPhone, readCode, stage, stepTo, touch } from './support/shopper'
import { clearZone } from './support/staff'
import { findCuts, watch } from './support/watch'
import { say } from './support/words'

const LOCALES = { zh: 'zh-CN', en: 'en-GB' } as const
const LANGUAGES = ['zh', 'en'] as const
const CONSOLE = ['/console', '/console/coupons', '/console/shows', '/console/devices', '/console/log']
const BRAND = ['/brand', '/brand/stores', '/brand/feedback', '/brand/events']
test.afterEach(async ({ browser }) => {
  await closeAll(browser)
  await clearZone('wall')
})

/** No barrier at this size, and at half of it, as 200 % zoom shows it, nothing cut and nothing that scrolls sideways. */
async function inspect(page: Page, what: string) {
  expect.soft(await findBarriers(page), what).toEqual([])
  const size = page.viewportSize()
  if (!size) throw new Error('a page without a size')
  await page.setViewportSize({ width: Math.floor(size.width / 2), height: Math.floor(size.height / 2) })
  expect.soft(await findCuts(page), `${what} at 200 %`).toEqual([])
  await page.setViewportSize(size)
}

/** Walks a visitor from the ad to the coupon and stops at every page on the way. */
async function walk(page: Page, browser: Browser, language: Language, stop: (what: string) => Promise<void>) {
  await page.goto('/l/frost-tv')
  await stop('landing')
  await page.getByRole('button', { name: say(language, 'shopper.landing.keep') }).click()
  await page.waitForURL(/\/p\//)
  await stop('pass')
  await page.goto('/me')
  await stop('what is kept')
  await page.getByRole('button', { name: say(language, 'shopper.me.erase') }).click()
  await expect(page.getByText(say(language, 'shopper.me.erased'))).toBeVisible()
  await stop('nothing is kept')
  const first = await openPhone(browser)
  await touch(first)
  await touch(page)
  await stop('question')
  await answer(page, language, 'no')
  await expect(stage(page, 'waiting')).toBeVisible()
  await stop('queue')
  await answer(first, 'en', 'no')
  await first.getByRole('button', { name: say('en', 'shopper.leading.pass') }).click()
  await expect(stage(page, 'called')).toBeVisible()
  await stop('call')
  await page.getByRole('button', { name: say(language, 'shopper.called.take') }).click()
  await expect(stage(page, 'leading')).toBeVisible()
  await stop('remote')
  await stepTo(page, language, 0)
  await stop('remote, one lit')
  await page.getByRole('button', { name: say(language, 'shopper.leading.pass') }).click()
  await expect(stage(page, 'phone')).toBeVisible()
  await stop('story on the phone')
  await first.context().close()
  for (const halt of language === 'zh' ? ['雾台', '霜顶'] : ['Mist terrace', 'Frost top']) {
    await page.getByRole('button', { name: say(language, 'shopper.phone.light', { halt }) }).click()
  }
  await expect(stage(page, 'finished')).toBeVisible()
  await stop('coupon')
  const code = await readCode(page)
  await page.goto(`/c/${code}`)
  await stop('coupon’s public page')
}

for (const language of LANGUAGES) {
  test.describe(`in ${language}`, () => {
    const locale = LOCALES[language]

    test('a shopper’s pages have no barrier and no hidden fault', async ({ browser }) => {
      const page = await openPhone(browser, { locale })
      const faults = watch(page)
      await walk(page, browser, language, (what) => inspect(page, what))
      expect(faults).toEqual([])
    })

    test('the greeting and the pages that say no have no barrier', async ({ browser }) => {
      const page = await openPhone(browser, { locale })
      // Its script would leave the greeting at once.
      await page.route('**/island/**', (route) => route.abort())
      for (const path of [
        '/t/wall-ring',
        '/l/nowhere',
        '/t/nowhere',
        '/p/nothing',
        '/v/nobody',
        '/c/ZZZZZZ',
      ]) {
        await page.goto(path)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await inspect(page, path)
      }
      await page.goto('/t/wall-ring')
      await page.locator('input[name=attempt]').evaluate((input: HTMLInputElement) => {
        input.value = 'not-an-attempt'
      })
      await page.getByRole('button', { name: say(language, 'shopper.greeting.begin') }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(say(language, 'errors.bad_request'))
      await inspect(page, 'a form that was refused')
    })

    test('wall, kiosk and pairing have no barrier and no hidden fault', async ({ browser }) => {
      const wall = await openScreen(browser, `projector-1&lang=${language}`)
      const kiosk = await openScreen(browser, `kiosk-1&lang=${language}`)
      const faults = [wall, kiosk].map(watch)
      for (const screen of [wall, kiosk]) {
        await expect(screen.locator('[data-kit=attract]')).toBeVisible()
        expect.soft(await findBarriers(screen), 'attract').toEqual([])
      }
      const phone = await openPhone(browser, { locale })
      await touch(phone)
      await answer(phone, language, 'no')
      await stepTo(phone, language, 0)
      for (const screen of [wall, kiosk]) {
        await expect(screen.locator('[data-kit=climb]')).toBeVisible()
        expect.soft(await findBarriers(screen), 'climb').toEqual([])
      }
      const context = await browser.newContext({ baseURL: URL_BASE(), locale })
      const display = await context.newPage()
      faults.push(watch(display))
      await display.goto('/screen?still')
      await expect(display.locator('.pairing .code')).toBeVisible()
      expect.soft(await findBarriers(display), 'pairing').toEqual([])
      expect(faults.flat()).toEqual([])
    })

    test('log-in, documentation and the virtual store have no barrier and no hidden fault', async ({
      browser,
    }) => {
      const context = await browser.newContext({
        baseURL: URL_BASE(),
        locale,
        viewport: { width: 1440, height: 900 },
        reducedMotion: 'reduce',
      })
      const page = await context.newPage()
      const faults = watch(page)
      for (const path of ['/login', '/login?error=signed_out', '/docs', '/play']) {
        await page.goto(path)
        await expect(page.getByRole('main')).toBeVisible()
        await inspect(page, path)
      }
      expect(faults).toEqual([])
    })

    test('console and brand pages have no barrier and no hidden fault', async ({ browser }) => {
      for (const [email, paths] of [
        ['admin@lantern.example', CONSOLE],
        ['you@mistleaf.example', BRAND],
      ] as const) {
        const page = await logIn(browser, email, { locale })
        const faults = watch(page)
        for (const path of paths) {
          await page.goto(path)
          await expect(page.getByRole('main')).toBeVisible()
          await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-Hans' : 'en')
          await inspect(page, path)
        }
        expect(faults).toEqual([])
      }
    })
  })
}

test('a shopper comes from the ad to the coupon by keyboard alone', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: URL_BASE(), locale: 'en-GB', userAgent: DESKTOP })
  const page = await context.newPage()
  await page.goto('/l/frost-search')
  await press(page, page.getByRole('button', { name: say('en', 'shopper.landing.keep') }))
  await page.waitForURL(/\/p\//)
  await page.goto('/me')
  await press(page, page.getByRole('button', { name: say('en', 'shopper.me.erase') }))
  await expect(page.getByText(say('en', 'shopper.me.erased'))).toBeVisible()
  await touch(page)
  await press(page, page.getByRole('button', { name: say('en', 'shopper.ask.yes'), exact: true }))
  await expect(stage(page, 'leading')).toBeVisible()
  await expect(page.locator('form.pad[data-live]')).toBeVisible()
  for (const key of ['Up', 'Right', 'Up', 'Right', 'Up', 'Right', 'Up', 'Right']) {
    await page.keyboard.press(`Arrow${key}`)
  }
  await expect(page.locator('.halts li.on')).toHaveCount(2)
  await press(page, page.getByRole('button', { name: say('en', 'shopper.leading.pass') }))
  await expect(stage(page, 'phone')).toBeVisible()
  await press(
    page,
    page.getByRole('button', { name: say('en', 'shopper.phone.light', { halt: 'Frost top' }) }),
  )
  await expect(stage(page, 'finished')).toBeVisible()
  await readCode(page)
  await tabTo(page, page.getByRole('button', { name: say('en', 'shopper.coupon.renew') }))
})

test('staff redeem and steer by keyboard alone', async ({ browser }) => {
  const phone = await openPhone(browser)
  await touch(phone)
  await answer(phone, 'en', 'no')
  await phone.getByRole('button', { name: say('en', 'shopper.leading.pass') }).click()
  await finishOnPhone(phone, 'en')
  const code = await readCode(phone)
  const page = await logIn(browser, 'lin@lantern.example')
  const box = page.getByRole('region', { name: say('en', 'console.redeem.heading') })
  const receipt = box.getByLabel(say('en', 'console.redeem.receipt'))
  await expect(async () => {
    await page.keyboard.type(code)
    await expect(receipt).toBeFocused({ timeout: 3_000 })
  }).toPass()
  await page.keyboard.type(`K-${code}`)
  await page.keyboard.press('Tab')
  await page.keyboard.type('168')
  await page.keyboard.press('Enter')
  await expect(box).toContainText(say('en', 'console.redeem.done', { discount: '¥40', toPay: '¥128' }))
  const pause = page.getByRole('button', { name: say('en', 'console.zone.pause') }).first()
  await press(page, pause)
  const resume = page.getByRole('button', { name: say('en', 'console.zone.resume') })
  await expect(resume).toBeVisible()
  await press(page, resume)
  await expect(resume).toBeHidden()
})

test('who wants no motion gets cross-fades only', async ({ browser }) => {
  const page = await openPhone(browser, { reducedMotion: 'reduce' })
  await walk(page, browser, 'en', async (what) => {
    const moving = await page.evaluate(() =>
      document
        .getAnimations()
        .filter(({ playState }) => playState === 'running')
        .flatMap(({ effect }) => (effect instanceof KeyframeEffect ? effect.getKeyframes() : []))
        .flatMap((frame) => Object.keys(frame))
        .filter((property) => /transform|translate|scale|rotate|left|top|offsetDistance/.test(property)),
    )
    expect.soft(moving, what).toEqual([])
  })
})
