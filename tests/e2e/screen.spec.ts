import { expect, test } from '@playwright/test'
import { closeAll, logIn, URL_BASE } from './support/house'
import { readEvents } from './support/ledger'
import { say } from './support/words'

test.afterEach(({ browser }) => closeAll(browser))

test('a display asks, staff let it in, it plays through a reload, and is shut out in one click', async ({
  browser,
}) => {
  const context = await browser.newContext({
    baseURL: URL_BASE(),
    viewport: { width: 960, height: 540 },
    locale: 'en-GB',
  })
  const display = await context.newPage()
  await display.goto('/screen?still')
  const code = display.locator('.pairing .code')
  await expect(code).toHaveText(/^[2-9A-HJKMNP-Z]{6}$/)
  await expect(display.getByRole('img', { name: say('en', 'screen.pairing.qr') })).toBeVisible()
  const shown = (await code.textContent()) ?? ''

  const staff = await logIn(browser, 'lin@lantern.example')
  await staff.goto('/console/devices')
  const asked = staff.getByRole('listitem').filter({ hasText: shown })
  await asked.getByRole('button', { name: say('en', 'console.devices.take') }).click()
  await expect(staff.getByLabel(say('en', 'console.devices.code'))).toHaveValue(shown)
  await staff.getByLabel(say('en', 'console.devices.en')).fill('Window')
  await staff.getByRole('combobox', { name: say('en', 'console.devices.kind') }).selectOption('projector')
  await staff.getByRole('button', { name: say('en', 'console.devices.approve'), exact: true }).click()

  const playing = display.locator('main[data-connected=true] [data-kit=attract]')
  await expect(playing).toBeVisible()
  const screenId = await display.locator('main').getAttribute('data-screen')
  expect(screenId).toMatch(/^projector-/)
  await display.reload()
  await expect(playing).toBeVisible()
  await expect(display.locator('main')).toHaveAttribute('data-screen', screenId ?? '')

  const name = { screen: 'Window' }
  await staff.getByRole('button', { name: say('en', 'console.devices.identifyWho', name) }).click()
  await expect(display.locator('.screen-name')).toContainText('Window')
  await staff.getByRole('button', { name: say('en', 'console.devices.revokeWho', name) }).click()
  await expect(display.getByText(say('en', 'screen.pairing.revoked'))).toBeVisible()
  await expect(code).toHaveText(/^[2-9A-HJKMNP-Z]{6}$/)
  await expect(code).not.toHaveText(shown)

  const types = (await readEvents('screen_id = $1', [screenId])).map(({ type }) => type)
  expect(types.filter((type) => type !== 'screen.played')).toEqual(['screen.enrolled', 'screen.revoked'])
})

test('a display that is turned away says so and may ask again', async ({ browser }) => {
  const context = await browser.newContext({
    baseURL: URL_BASE(),
    viewport: { width: 540, height: 960 },
    locale: 'zh-CN',
  })
  const display = await context.newPage()
  await display.goto('/screen?still')
  const code = display.locator('.pairing .code')
  await expect(code).toHaveText(/^[2-9A-HJKMNP-Z]{6}$/)
  const shown = (await code.textContent()) ?? ''
  const staff = await logIn(browser, 'lin@lantern.example', { locale: 'zh-CN' })
  await staff.goto('/console/devices')
  const asked = staff.getByRole('listitem').filter({ hasText: shown })
  await asked.getByRole('button', { name: say('zh', 'console.devices.refuse') }).click()
  await expect(display.getByText(say('zh', 'screen.pairing.refused'))).toBeVisible()
  await display.getByRole('button', { name: say('zh', 'screen.pairing.retry') }).click()
  await expect(code).toHaveText(/^[2-9A-HJKMNP-Z]{6}$/)
  await expect(code).not.toHaveText(shown)
})
