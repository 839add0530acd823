import { expect, test } from '@playwright/test'
import { closeAll, logIn } from './support/house'
import { say } from './support/words'

test.afterEach(({ browser }) => closeAll(browser))

test('letters typed before the page is awake are not lost', async ({ browser }) => {
  const staff = await logIn(browser, 'lin@lantern.example')
  let wake = () => {}
  const asleep = new Promise<void>((resolve) => {
    wake = resolve
  })
  await staff.route('**/_next/static/**/*.js', async (route) => {
    await asleep
    await route.continue()
  })
  await staff.goto('/console', { waitUntil: 'commit' })
  const code = staff.getByRole('textbox', { name: say('en', 'console.redeem.code') })
  await code.pressSequentially('KQ7')
  wake()
  const cells = staff.locator('section[aria-labelledby=redeem-heading] .voice-figure')
  await expect(cells.nth(2)).toHaveText('7')
  await code.press('4')
  await expect(cells).toHaveText(['K', 'Q', '7', '4', '', ''])
})
