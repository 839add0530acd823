import { createHmac, randomBytes } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import jsQr from 'jsqr'
import { getTapSlot, makeTapCode, makeTapCodeMessage } from '@/domain/tap/code'
import type { TagMade } from '@/server/tag/service'
import { makeVirtualTag } from '@/server/tag/virtual'
import { makeCodeKey } from '@/server/tap/presence'
import { closeAll, findBarriers, logIn, openPhone, openScreen } from './support/house'
import { readEvents, readSecrets, runSql } from './support/ledger'
import { answer, readCode, readView, stepTo, touch } from './support/shopper'
import { clearZone, getStaff } from './support/staff'
import { findCuts, watch } from './support/watch'
import { say } from './support/words'

// Walls are drawn by software here, beside everything else.
test.slow()
test.afterEach(async ({ browser }) => {
  await closeAll(browser)
  await clearZone('wall')
})

const sayEnd = (page: Page) => page.locator('.waking')

test('a chip’s address opens the show once: whoever gets it sent is told to touch the tag', async ({
  browser,
}) => {
  const staff = await getStaff('admin@lantern.example')
  const uid = randomBytes(7).toString('hex')
  const made = await staff.post('/api/v1/touchpoints/wall-ring/tags', { data: { uid } })
  expect(made.status(), await made.text()).toBe(200)
  const tag: TagMade = await made.json()
  const chip = makeVirtualTag(tag, randomBytes)
  const url = chip.tap()

  const page = await openPhone(browser)
  // A preview fetches the address first, and spends nothing.
  expect((await page.request.get(url)).status()).toBe(200)
  await page.goto(url)
  await page.waitForURL(/\/v\//)
  const { visitId } = await readView(page)

  const friend = await openPhone(browser)
  await friend.goto(url)
  await expect(sayEnd(friend)).toHaveText(say('en', 'errors.sun_replayed'))
  const plain = await openPhone(browser, { javaScriptEnabled: false, locale: 'zh-CN' })
  await plain.goto(url)
  await plain.getByRole('button', { name: say('zh', 'shopper.greeting.begin') }).click()
  await expect(plain.getByRole('heading', { name: say('zh', 'errors.sun_replayed') })).toBeVisible()
  await friend.goto(chip.tap())
  await friend.waitForURL(/\/v\//)

  const taps = await readEvents("touchpoint_id = 'wall-ring' AND data->>'tagId' = $1", [tag.tagId])
  expect(taps.map(({ visit_id, data }) => [visit_id === visitId, data.proof, data.counter])).toEqual([
    [true, 'sun', 1],
    [false, 'sun', 2],
  ])
  const refused = await readEvents("type = 'tap.refused' AND data->>'reason' = 'sun_replayed'")
  expect(refused.length).toBeGreaterThanOrEqual(2)
})

/** What a camera reads from the kiosk's code. */
async function scan(kiosk: Page): Promise<string> {
  const qr = kiosk.getByRole('img', { name: say('zh', 'screen.attract.qr') })
  const drawn = (await qr.locator('path').getAttribute('d')) ?? ''
  const side = Number((await qr.getAttribute('viewBox'))?.split(' ')[2])
  const scale = 4
  const pixels = new Uint8ClampedArray((side * scale) ** 2 * 4).fill(255)
  for (const [, x, y] of drawn.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let row = 0; row < scale; row++)
      for (let column = 0; column < scale; column++) {
        const at = ((Number(y) * scale + row) * side * scale + Number(x) * scale + column) * 4
        pixels.fill(0, at, at + 3)
      }
  return jsQr(pixels, side * scale, side * scale)?.data ?? ''
}

test('the kiosk’s code proves presence, changes by itself, and a photo of an old one is told its age', async ({
  browser,
}) => {
  const kiosk = await openScreen(browser, 'kiosk-1')
  await expect.poll(() => scan(kiosk)).toMatch(/\/t\/[\w-]+\?c=/)
  await expect(kiosk.locator('.scan .left').first()).toHaveText(/\d+ 秒后换新/)
  const first = await scan(kiosk)
  const touchpoint = new URL(first).pathname.split('/').at(-1) ?? ''
  const page = await openPhone(browser)
  await page.goto(first)
  await page.waitForURL(/\/v\//)
  const { visitId } = await readView(page)
  const [tap] = await readEvents("visit_id = $1 AND type = 'tap.accepted'", [visitId])
  expect(tap?.data).toMatchObject({ proof: 'code', proven: true })
  await clearZone('wall')
  await expect.poll(() => scan(kiosk), { timeout: 30_000 }).not.toBe(first)

  // What a photo of this screen says that was taken a minute and a half ago.
  const [key] = await runSql<{ id: string }>(
    "SELECT id FROM screen_key WHERE screen_id = 'kiosk-1' AND revoked_at IS NULL ORDER BY id DESC LIMIT 1",
  )
  const slot = getTapSlot(Date.now() - 90_000)
  const mac = createHmac('sha256', makeCodeKey(readSecrets().token, touchpoint, key?.id ?? ''))
  const photo = makeTapCode(slot, mac.update(makeTapCodeMessage(touchpoint, slot)).digest())
  const friend = await openPhone(browser)
  await friend.goto(`/t/${touchpoint}?c=${photo}`)
  await expect(sayEnd(friend)).toHaveText(/^This code is \d+ seconds old\. Scan the new one on the screen\.$/)
  const chinese = await openPhone(browser, { locale: 'zh-CN' })
  await chinese.goto(`/t/${touchpoint}?c=${photo}`)
  await expect(sayEnd(chinese)).toHaveText(/^这个码过了 \d+ 秒，请扫屏幕上的新码。$/)
  expect(await findBarriers(chinese)).toEqual([])
})

test.describe('the second proof', () => {
  test.beforeAll(async () => {
    await runSql(
      `INSERT INTO campaign SELECT (jsonb_populate_record(c, '{"id": "first-look", "unproven": "story", "proof": "full"}')).*
       FROM campaign c WHERE id = 'first-frost' ON CONFLICT DO NOTHING`,
    )
    await runSql(
      `INSERT INTO offer SELECT (jsonb_populate_record(o, '{"id": "look-40", "campaign_id": "first-look", "issued": 0}')).*
       FROM offer o WHERE id = 'frost-40' ON CONFLICT DO NOTHING`,
    )
    await runSql("UPDATE touchpoint SET campaign_id = 'first-look' WHERE id = 'entrance'")
    // An order makes the app read its catalogue anew.
    await clearZone('wall')
  })
  test.afterAll(() => runSql("UPDATE touchpoint SET campaign_id = NULL WHERE id = 'entrance'"))

  /** Picks what the wall glows with for the question on the phone, as somebody does who looks up. */
  async function pick(page: Page, wall: Page) {
    const ends = await page.locator('progress.bar').getAttribute('data-ends')
    const glow = wall.locator(`[data-glow][data-until="${ends}"]`)
    await expect(glow).toBeVisible()
    await page.locator(`.six button[value=${await glow.getAttribute('data-glow')}]`).click()
  }

  test('wall and phone: a look up and two picks, and the coupon is there', async ({ browser }) => {
    const wall = await openScreen(browser, 'projector-1')
    const page = await openPhone(browser, { locale: 'zh-CN' })
    const faults = watch(page)
    await touch(page, 'entrance')
    await answer(page, 'zh', 'no')
    for (const halt of [0, 1, 2] as const) await stepTo(page, 'zh', halt)
    await expect(page.locator('.plate')).toHaveCount(0)
    await page.getByRole('button', { name: say('zh', 'shopper.proof.start') }).click()
    await expect(page.locator('.six button')).toHaveCount(6)
    expect(await findBarriers(page)).toEqual([])
    expect(await findCuts(page)).toEqual([])
    await pick(page, wall)
    await expect(page.getByText(say('zh', 'shopper.proof.right'))).toBeVisible()
    await pick(page, wall)
    await readCode(page)
    await expect(wall.locator('[data-glow]')).toHaveCount(0)
    const { visitId } = await readView(page)
    const [proven] = await readEvents("type = 'tap.proven' AND visit_id = $1", [visitId])
    expect(proven?.data).toMatchObject({ by: 'wall', asked: 2 })
    expect(faults).toEqual([])
  })

  test('works without a script; wrong picks are told, and staff confirm whoever they see', async ({
    browser,
  }) => {
    const wall = await openScreen(browser, 'projector-1')
    const page = await openPhone(browser, { javaScriptEnabled: false })
    await page.goto('/t/entrance')
    await page.getByRole('button', { name: say('en', 'shopper.greeting.begin') }).click()
    await answer(page, 'en', 'no')
    for (const halt of [0, 1, 2] as const) await stepTo(page, 'en', halt)
    await page.getByRole('button', { name: say('en', 'shopper.proof.start') }).click()
    await pick(page, wall)
    await expect(page.getByText(say('en', 'shopper.proof.right'))).toBeVisible()
    await page.getByRole('button', { name: say('en', 'shopper.proof.another') }).click()
    await expect(page.getByText(say('en', 'shopper.proof.late'))).toBeVisible()
    const { light } = await readView(page)
    // Their own light is never the answer.
    for (const tries of [3, 2, 1]) {
      await expect(page.getByText(say('en', 'shopper.proof.tries', { count: tries }))).toBeVisible()
      await page.locator(`.six button[value=${light.gel}]`).click()
    }
    await expect(page.locator('.six')).toHaveCount(0)
    await expect(page.getByText('coupon')).toHaveCount(0)

    const staff = await logIn(browser, 'lin@lantern.example')
    const confirm = staff.getByRole('button', { name: /^Confirm that .* is here$/ }).first()
    await confirm.click()
    await expect(staff.getByText(/is confirmed to be here/)).toBeVisible()
    await page.reload()
    await readCode(page)
  })
})
