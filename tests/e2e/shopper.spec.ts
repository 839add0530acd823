import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { closeAll, IPHONE, openPhone, openScreen, URL_BASE } from './support/house'
import { readEvents, readVisit } from './support/ledger'
import { answer, finishOnPhone, getHalt, readCode, readView, stage, stepTo, touch } from './support/shopper'
import { clearZone, getStaff, order } from './support/staff'
import { say } from './support/words'

test.afterEach(async ({ browser }) => {
  await closeAll(browser)
  await clearZone('wall')
})

/** Keeps the pass of a link; answers its address. */
async function keep(page: Page, link: string): Promise<string> {
  await page.goto(link)
  await page.getByRole('button', { name: say('en', 'shopper.landing.keep') }).click()
  await page.waitForURL(/\/p\//)
  return page.url()
}

test('the way from the ad to the coupon needs no script', async ({ browser }) => {
  const page = await openPhone(browser, { javaScriptEnabled: false })
  await keep(page, '/l/frost-search')
  await page.goto('/t/wall-ring')
  await page.getByRole('button', { name: say('en', 'shopper.greeting.begin') }).click()
  await expect(stage(page, 'leading')).toBeVisible()
  await stepTo(page, 'en', 0)
  await stepTo(page, 'en', 1)
  await stepTo(page, 'en', 2)
  const code = await readCode(page)
  await page.getByRole('button', { name: say('en', 'shopper.coupon.renew') }).click()
  await expect(page.locator('.plate .code')).not.toHaveText(`${code.slice(0, 3)} ${code.slice(3)}`)
  await readCode(page)
})

test('without a script the second in the queue finishes on the phone alone', async ({ browser }) => {
  const [first, second] = [await openPhone(browser), await openPhone(browser, { javaScriptEnabled: false })]
  await touch(first)
  await second.goto('/t/wall-ring')
  await second.getByRole('button', { name: say('en', 'shopper.greeting.begin') }).click()
  await answer(second, 'en', 'no')
  await expect(second.getByText(say('en', 'shopper.waiting.next'))).toBeVisible()
  await second.getByRole('button', { name: say('en', 'shopper.waiting.alone') }).click()
  await finishOnPhone(second, 'en')
  await readCode(second)
})

test('a walk-in who says no hears the general story, just as good, and earns the same coupon', async ({
  browser,
}) => {
  const page = await openPhone(browser, { locale: 'zh-CN' })
  await touch(page)
  await expect(page.getByRole('heading', { name: '要让雾叶记住这次到店吗？' })).toBeVisible()
  await answer(page, 'zh', 'no')
  await expect(stage(page, 'leading')).toContainText('墙上那盏灯，归你提。')
  expect(await page.context().cookies()).toEqual([])
  for (const halt of [0, 1, 2] as const) await stepTo(page, 'zh', halt)
  await readCode(page)
  await expect(page.locator('.plate')).toContainText('¥40')
  const { visitId } = await readView(page)
  const events = await readVisit(visitId)
  expect(events.map(({ type }) => type)).toContain('consent.refused')
  expect(events.map(({ type }) => type)).not.toContain('pass.kept')
  expect(events.map(({ type }) => type)).not.toContain('pass.joined')
})

test('a pass brought by its address is greeted without a word of the past, then asked, then personal', async ({
  browser,
}) => {
  const laptop = await openPhone(browser)
  const jws = new URL(await keep(laptop, '/l/frost-lin')).pathname.split('/').at(-1)
  const page = await openPhone(browser, { javaScriptEnabled: false })
  await page.goto(`/t/wall-ring?p=${jws}`)
  const greeting = page.getByRole('main')
  await expect(greeting).toContainText('The lamp on the wall is yours to carry.')
  await expect(greeting).not.toContainText(/pickers|clicked|ad\b/i)
  await page.getByRole('button', { name: say('en', 'shopper.greeting.begin') }).click()
  await expect(
    page.getByRole('heading', { name: 'May Mistleaf know its ad brought you here?' }),
  ).toBeVisible()
  await expect(page.getByRole('main')).not.toContainText(/pickers|clicked/i)
  expect(await page.context().cookies()).toEqual([])
  await answer(page, 'en', 'yes')
  await expect(stage(page, 'leading')).toContainText('The pickers’ path is yours today.')
  expect(await page.context().cookies()).toHaveLength(1)
})

test('a new code ends the one on the screenshot', async ({ browser }) => {
  const page = await openPhone(browser)
  await touch(page)
  await answer(page, 'en', 'no')
  await page.getByRole('button', { name: say('en', 'shopper.leading.pass') }).click()
  await finishOnPhone(page, 'en')
  const old = await readCode(page)
  await page.getByRole('button', { name: say('en', 'shopper.coupon.renew') }).click()
  await expect(page.locator('.plate .code')).not.toHaveText(`${old.slice(0, 3)} ${old.slice(3)}`)
  const fresh = await readCode(page)
  const other = await openPhone(browser)
  expect((await other.goto(`/c/${old}`))?.status()).toBe(404)
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(say('en', 'errors.coupon_unknown'))
  await other.goto(`/c/${fresh}`)
  await expect(other.getByRole('main')).toContainText(say('en', 'shopper.card.issued'))
  await expect(other.getByRole('main')).not.toContainText(fresh)
  const staff = await getStaff()
  const till = await staff.post('/api/v1/stores/suzhou-creek/redemptions', {
    data: { code: old, receipt: 'screenshot', amount: 20_000 },
  })
  expect(till.status()).toBe(404)
})

test('a visitor’s own page says everything, takes the yes back in one press, and needs no script', async ({
  browser,
}) => {
  const page = await openPhone(browser, { javaScriptEnabled: false })
  const pass = await keep(page, '/l/frost-tv')
  await page.goto('/t/wall-ring')
  await page.getByRole('button', { name: say('en', 'shopper.greeting.begin') }).click()
  await expect(stage(page, 'leading')).toBeVisible()
  await page.goto('/kept')
  await expect(page).toHaveURL(/\/me$/)
  await expect(page.getByRole('listitem').filter({ hasText: 'You said yes on' })).toContainText(
    /words of version [0-9a-f]{8}/,
  )
  for (const line of [
    'You opened First Frost',
    'You kept a pass for First Frost.',
    'You touched the ring at',
  ])
    await expect(page.getByRole('listitem').filter({ hasText: line })).toHaveCount(1)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: say('en', 'shopper.me.download') }).click()
  const { brands } = JSON.parse(readFileSync(await (await download).path(), 'utf8'))
  expect(brands).toMatchObject([{ brandId: 'mistleaf', scopes: ['story', 'measurement'] }])
  expect(brands[0].events.length).toBe(
    await page
      .getByRole('listitem')
      .filter({ has: page.locator('time') })
      .count(),
  )
  await page.getByRole('button', { name: say('en', 'shopper.me.withdraw') }).click()
  await expect(page.getByText(say('en', 'shopper.me.mayNot'))).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'You took your yes back on' })).toBeVisible()
  await expect(page.getByRole('button', { name: say('en', 'shopper.me.withdraw') })).toHaveCount(0)
  expect((await page.goto(pass))?.status()).toBe(400)
})

test('erase me takes cookie, pass, visit and the past away', async ({ browser }) => {
  const page = await openPhone(browser)
  const pass = await keep(page, '/l/frost-tv')
  await touch(page)
  const { visitId } = await readView(page)
  const visit = page.url()
  await page.goto(pass)
  await page.getByRole('link', { name: say('en', 'shopper.top.kept') }).click()
  await expect(page.getByRole('heading', { name: 'Mistleaf', exact: true })).toBeVisible()
  await page.getByRole('button', { name: say('en', 'shopper.me.erase') }).click()
  await expect(page.getByRole('status')).toHaveText(say('en', 'shopper.me.erased'))
  expect(await page.context().cookies()).toEqual([])
  expect((await page.goto(pass))?.status()).toBe(400)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('en', 'errors.pass_invalid'))
  await expect.poll(async () => (await readVisit(visitId)).length, { timeout: 20_000 }).toBe(0)
  expect((await page.goto(visit))?.status()).toBe(404)
  await page.goto('/me')
  await expect(page.getByText(say('en', 'shopper.me.nothing'))).toBeVisible()
  await touch(page)
  await expect(stage(page, 'asking')).toContainText('May Mistleaf remember this visit?')
})

test('a browser that sends GPC is not asked about ad platforms', async ({ browser }) => {
  const page = await openPhone(browser)
  await page.context().setExtraHTTPHeaders({ 'sec-gpc': '1' })
  await keep(page, '/l/frost-tv?clickid=OTT.gpc')
  await touch(page)
  await page.getByRole('button', { name: say('en', 'shopper.leading.pass') }).click()
  await finishOnPhone(page, 'en')
  await readCode(page)
  await expect(page.getByText('may Mistleaf tell')).toHaveCount(0)
  await page.context().setExtraHTTPHeaders({})
  await page.reload()
  // It was a no, and may be changed like any other.
  await expect(page.getByRole('button', { name: say('en', 'shopper.ads.saidNo') })).toBeVisible()
})

test('one press changes the language of phone, wall and kiosk', async ({ browser }) => {
  const wall = await openScreen(browser, 'projector-1')
  const kiosk = await openScreen(browser, 'kiosk-1')
  const page = await openPhone(browser)
  await touch(page)
  await answer(page, 'en', 'no')
  await expect(wall.locator('[data-kit=climb]')).toContainText('Frost is on the mountain.')
  await page.getByRole('button', { name: '中文' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans')
  await expect(page.getByRole('button', { name: say('zh', 'shopper.leading.pass') })).toBeVisible()
  await expect(wall.locator('[data-kit=climb]')).toContainText('山里起霜了。')
  await expect(kiosk.locator('[data-kit=climb]')).toHaveAttribute('lang', 'zh-Hans')
})

test('who is called and does not come is skipped after 20 seconds', async ({ browser }) => {
  const [first, second] = [await openPhone(browser), await openPhone(browser)]
  await touch(first)
  await touch(second)
  await answer(second, 'en', 'no')
  await expect(stage(second, 'waiting')).toBeVisible()
  await answer(first, 'en', 'no')
  await first.getByRole('button', { name: say('en', 'shopper.leading.pass') }).click()
  await expect(stage(second, 'called')).toContainText('It waits')
  await expect(stage(second, 'phone')).toBeVisible({ timeout: 25_000 })
  const ended = (await readVisit((await readView(second)).visitId)).find(
    ({ type }) => type === 'show.turn_ended',
  )
  expect(ended?.data.reason).toBe('skipped')
  await finishOnPhone(second, 'en')
  await readCode(second)
})

test('a paused zone says so on wall and kiosk, and goes on where it was', async ({ browser }) => {
  const wall = await openScreen(browser, 'projector-1')
  const kiosk = await openScreen(browser, 'kiosk-1')
  await order('wall', 'pause')
  await expect(wall.locator('[data-kit=attract]')).toContainText(say('zh', 'screen.attract.paused'))
  await expect(kiosk.locator('[data-kit=attract]')).toContainText(say('zh', 'screen.attract.paused'))
  await expect(kiosk.getByRole('img', { name: say('zh', 'screen.attract.qr') })).toHaveCount(0)
  const page = await openPhone(browser)
  await touch(page)
  await answer(page, 'en', 'no')
  await expect(stage(page, 'waiting')).toBeVisible()
  await order('wall', 'resume')
  await expect(stage(page, 'called')).toBeVisible()
  await page.getByRole('button', { name: say('en', 'shopper.called.take') }).click()
  await expect(stage(page, 'leading')).toBeVisible()
  await expect(wall.locator('[data-kit=climb]')).toBeVisible()
})

test('a stopped offer is said before the climb, and the light stays', async ({ browser }) => {
  await order('wall', 'stop_offer')
  try {
    const page = await openPhone(browser)
    await touch(page)
    await answer(page, 'en', 'no')
    await expect(stage(page, 'leading')).toContainText(say('en', 'shopper.story.stopped'))
    for (const halt of [0, 1, 2] as const) await stepTo(page, 'en', halt)
    await expect(stage(page, 'finished')).toContainText(say('en', 'shopper.finished.stopped'))
    await expect(page.locator('.plate')).toHaveCount(0)
  } finally {
    await order('wall', 'allow_offer')
  }
})

test('a wall marked dark shows nothing and the show goes on at the kiosk', async ({ browser }) => {
  const wall = await openScreen(browser, 'projector-1')
  const kiosk = await openScreen(browser, 'kiosk-1')
  await order('wall', 'dark', { screenId: 'projector-1' })
  try {
    await expect(wall.locator('[data-kit=dark]')).toBeAttached()
    await expect(wall.getByText(say('zh', 'screen.dark.title'))).toBeAttached()
    const page = await openPhone(browser)
    await touch(page)
    await answer(page, 'en', 'no')
    await expect(kiosk.locator('[data-kit=climb]')).toBeVisible()
    await expect(wall.locator('[data-kit=climb]')).toHaveCount(0)
    await stepTo(page, 'en', 0)
    await expect(kiosk.locator('.steps li[data-on=true]')).toHaveCount(1)
  } finally {
    await order('wall', 'lit', { screenId: 'projector-1' })
  }
  await expect(wall.locator('[data-kit=climb] .halts li[data-on=true]')).toHaveCount(1)
})

test('previews, bots and HEAD requests are no clicks', async ({ browser, request }) => {
  const url = `${URL_BASE()}/l/frost-video?clickid=not-a-person`
  const count = async () =>
    (await readEvents("type = 'campaign.clicked' AND data->>'linkId' = 'frost-video'")).length
  const before = await count()
  const asked = [
    request.head(url, { headers: { 'user-agent': IPHONE } }),
    request.get(url, { headers: { 'user-agent': 'facebookexternalhit/1.1' } }),
    request.get(url, { headers: { 'user-agent': 'WhatsApp/2.23.20.0' } }),
    request.get(url, { headers: { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' } }),
    request.get(url, { headers: { 'user-agent': IPHONE, 'sec-purpose': 'prefetch;prerender' } }),
  ]
  for (const answer of await Promise.all(asked)) expect(answer.status()).toBe(200)
  expect(await count()).toBe(before)
  const page = await openPhone(browser)
  await page.goto(url)
  expect(await count()).toBe(before + 1)
  await page.getByRole('link', { name: '中文' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans')
  expect(await count(), 'a change of language is no second click').toBe(before + 1)
})

test('a tap sent twice is one tap, and a look back in history taps no more', async ({ browser }) => {
  const page = await openPhone(browser)
  await page.goto('/me')
  await touch(page)
  const { visitId } = await readView(page)
  await page.goBack()
  await expect(page).toHaveURL(/\/me$/)
  await page.goForward()
  await expect(stage(page, 'asking')).toBeVisible()
  const taps = (await readVisit(visitId)).filter(({ type }) => type === 'tap.accepted')
  expect(taps).toHaveLength(1)
})

test('bad addresses get a clear answer in the visitor’s language', async ({ browser }) => {
  const page = await openPhone(browser, { locale: 'zh-CN' })
  for (const [path, status, code] of [
    ['/l/no-such-link', 404, 'unknown_link'],
    ['/t/no-such-ring', 404, 'unknown_touchpoint'],
    ['/p/not.a.pass', 400, 'pass_invalid'],
    ['/v/not-a-visit', 404, 'visit_unknown'],
    ['/c/ZZZZZZ', 404, 'coupon_unknown'],
  ] as const) {
    expect((await page.goto(path))?.status(), path).toBe(status)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('zh', `errors.${code}`))
  }
})

test('a finger on the pad leads the lamp, and the halts light on the wall as it passes', async ({
  browser,
}) => {
  const wall = await openScreen(browser, 'projector-1')
  const page = await openPhone(browser)
  await touch(page)
  await answer(page, 'en', 'no')
  const pad = page.locator('form.pad[data-live]')
  await expect(pad).toBeVisible()
  const box = await pad.boundingBox()
  if (!box) throw new Error('the pad has no box')
  const moveTo = (x: number, y: number, steps = 1) =>
    page.mouse.move(box.x + box.width * x, box.y + box.height * (1 - y), { steps })
  await moveTo(0.22, 0.2)
  await page.mouse.down()
  const ways = [
    [0.352, 0.337],
    [0.496, 0.481],
    [0.81, 0.694],
  ] as const
  for (const [index, [x, y]] of ways.entries()) {
    await moveTo(x, y, 12)
    await expect(wall.locator('[data-kit=climb] .halts li[data-on=true]')).toHaveCount(index + 1)
  }
  await page.mouse.up()
  await expect(stage(page, 'finished')).toBeVisible()
  await readCode(page)
  await expect(wall.locator('[data-kit=climb]')).toHaveAttribute('data-scene', 'finale')
  await expect(getHalt(page, 'en', 0)).toHaveCount(0)
})
