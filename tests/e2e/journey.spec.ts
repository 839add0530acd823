import { expect, type Page, test } from '@playwright/test'
import { closeAll, logIn, openPhone, openScreen } from './support/house'
import { type Row, readEvents, readVisit } from './support/ledger'
import { getHalt, readCode, readView, stage, stepTo, touch } from './support/shopper'
import { clearZone } from './support/staff'
import { say } from './support/words'

/**
 * The whole journey, twice: one visitor saw the boot ad of a TV and speaks Chinese, the other an influencer's post and
 * speaks English. Then what staff, the two brands and the ledger say of it.
 */
test.describe.configure({ mode: 'serial' })

const CLICK_ID = 'OTT.boot-Click_7'
const STAGES = ['clicked', 'tapped', 'visited', 'engaged', 'coupon', 'redeemed', 'ordered'] as const

let wall: Page
let kiosk: Page
let zh: Page
let en: Page
let brand: Page
let before: Record<string, number>
const codes = { zh: '', en: '' }
const views = {} as Record<'zh' | 'en', Awaited<ReturnType<typeof readView>>>

/** The funnel of the brand's first page, by stage. */
async function readFunnel(page: Page): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const name of STAGES) {
    const label = `${say('en', `brand.stage.${name}`)}: `
    const link = page.getByRole('link', { name: new RegExp(`^${label}[\\d,]+\\.`) })
    counts[name] = Number(((await link.textContent()) ?? '').replaceAll(',', ''))
  }
  return counts
}

/** What a channel is credited with under one model. */
async function readCredit(page: Page, channel: string, model: string): Promise<number> {
  const start = `${channel}, ${say('en', `brand.credit.${model}`)}: `
  const link = page.getByRole('link', { name: new RegExp(`^${start}`) })
  return (await link.count()) === 0 ? 0 : Number(await link.textContent())
}

/** Types a code wherever the focus is: it lands in the redemption box, from the moment the page listens. */
async function typeCode(page: Page, code: string, expected: string | RegExp, language: 'zh' | 'en' = 'en') {
  const box = page.getByRole('region', { name: say(language, 'console.redeem.heading') })
  await expect(async () => {
    await page.keyboard.type(code)
    await expect(box).toContainText(expected, { timeout: 3_000 })
  }).toPass()
  return box
}

test.beforeAll(async ({ browser }) => {
  await clearZone('wall')
  wall = await openScreen(browser, 'projector-1')
  kiosk = await openScreen(browser, 'kiosk-1')
  zh = await openPhone(browser, { locale: 'zh-CN' })
  en = await openPhone(browser)
  brand = await logIn(browser, 'you@mistleaf.example')
  before = await readFunnel(brand)
})

test.afterAll(async ({ browser }) => {
  await closeAll(browser)
  await clearZone('wall')
})

test('the ad’s page says what awaits, and stores nothing before a pass is kept', async () => {
  await zh.goto(`/l/frost-tv?clickid=${CLICK_ID}&utm_source=ott`)
  await expect(zh.getByRole('heading', { level: 1 })).toHaveText(/灯在山脚，\s*等你来提。/)
  await expect(zh.getByRole('listitem').filter({ hasText: '点亮三处茶台，减 40 元' })).toBeVisible()
  await expect(zh.getByRole('listitem').filter({ hasText: '苏州河展厅' })).toBeVisible()
  await expect(zh.getByText(say('zh', 'shopper.landing.consent', { brand: '雾叶' }))).toBeVisible()
  await en.goto('/l/frost-lin')
  await expect(en.getByRole('heading', { level: 1 })).toHaveText(
    'The lamp waits at the foot of the mountain.',
  )
  for (const page of [zh, en]) {
    const stored = await page.context().storageState()
    expect(stored.cookies).toEqual([])
    expect(stored.origins).toEqual([])
  }
})

test('keeping the pass is the consent: one cookie, a link and a QR', async () => {
  for (const [page, language] of [
    [zh, 'zh'],
    [en, 'en'],
  ] as const) {
    await page.getByRole('button', { name: say(language, 'shopper.landing.keep') }).click()
    await page.waitForURL(/\/p\//)
    await expect(page.getByRole('img', { name: say(language, 'shopper.landing.qr') })).toBeVisible()
    const saved = page.getByRole('link', { name: say(language, 'shopper.landing.link') })
    await expect(saved).toHaveAttribute('href', page.url())
    expect(page.url().length, 'fits an NFC tag').toBeLessThanOrEqual(400)
    const [cookie, ...more] = await page.context().cookies()
    expect(more).toEqual([])
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  }
})

test('one touch, and wall and kiosk turn to this visitor, in their language, with their ad’s story', async () => {
  await expect(wall.locator('[data-kit=attract]')).toBeVisible()
  await expect(kiosk.locator('[data-kit=attract]')).toBeVisible()
  await touch(zh)
  await expect(stage(zh, 'leading')).toContainText('屏幕里的那座山，就在这面墙上。')
  for (const screen of [wall, kiosk]) {
    await expect(screen.locator('[data-kit=climb]')).toHaveAttribute('lang', 'zh-Hans')
  }
  await expect(wall.locator('[data-kit=climb]')).toContainText(/这座山，\s*你见过。/)
  await expect(wall.locator('[data-kit=climb]')).not.toContainText(/\d+\s*月/)
  await expect(kiosk.locator('[data-kit=climb]')).toContainText(/一年里只有九天，\s*霜比太阳先到。/)
})

test('the second visitor waits and is told the place and the honest minutes', async () => {
  await touch(en)
  await expect(stage(en, 'waiting')).toContainText('The pickers’ path is yours today.')
  await expect(en.getByText(say('en', 'shopper.waiting.next'))).toBeVisible()
  await expect(en.getByText(/^[123] minutes? at most$/)).toBeVisible()
  await expect(kiosk.getByText(say('zh', 'screen.climb.waiting', { count: 1 }))).toBeVisible()
})

test('the phone is the remote: halt by halt the wall lights, and the story ends in a coupon', async () => {
  for (const halt of [0, 1] as const) {
    await stepTo(zh, 'zh', halt)
    await expect(wall.locator('.halts li[data-on=true]')).toHaveCount(halt + 1)
    await expect(kiosk.locator('.steps li[data-on=true]')).toHaveCount(halt + 1)
    await expect(getHalt(zh, 'zh', 2)).toHaveClass('off')
  }
  await stepTo(zh, 'zh', 2)
  await expect(wall.locator('[data-scene=finale]')).toContainText('你把它走完了。')
  await expect(kiosk.locator('[data-scene=finale]')).toContainText(
    say('zh', 'screen.climb.discountEarned', { amount: '¥40' }),
  )
  codes.zh = await readCode(zh)
  views.zh = await readView(zh)
  const spoken = `${codes.zh.slice(0, 3)} ${codes.zh.slice(3)}`
  await expect(zh.getByRole('img', { name: say('zh', 'shopper.coupon.qr', { code: spoken }) })).toBeVisible()
})

test('only now, and by itself, comes the question about ad platforms; it names them', async () => {
  const question = zh.getByRole('form', { name: /雾叶可以告诉中国的巨量引擎和美国的 Meta吗/ })
  await question.getByRole('button', { name: say('zh', 'shopper.ask.yes'), exact: true }).click()
  await expect(zh.getByRole('button', { name: say('zh', 'shopper.ads.saidYes') })).toBeVisible()
  await readCode(zh)
})

test('the wall rests, the second visitor is called, takes the lamp, and it speaks English', async ({
  browser,
}) => {
  await expect(wall.locator('[data-kit=attract]')).toBeVisible({ timeout: 25_000 })
  await expect(stage(en, 'called')).toContainText(/It waits \d+ more seconds/)
  await en.getByRole('button', { name: say('en', 'shopper.called.take') }).click()
  await expect(stage(en, 'leading')).toBeVisible()
  await expect(wall.locator('[data-kit=climb]')).toHaveAttribute('lang', 'en')
  await expect(wall.locator('[data-kit=climb]')).toContainText(/The pickers climb\s+before dawn\./)
  await expect(kiosk.locator('[data-kit=climb]')).toHaveAttribute('lang', 'en')

  const staff = await logIn(browser, 'lin@lantern.example')
  const playing = staff.getByRole('region', { name: say('en', 'console.now.heading') }).getByRole('row')
  await expect(playing.filter({ hasText: 'Mistleaf, First Frost' })).toHaveCount(1)
  for (const halt of [0, 1, 2] as const) await stepTo(en, 'en', halt)
  codes.en = await readCode(en)
  views.en = await readView(en)
  await staff.context().close()
})

test('staff redeem it by its code, the condition is checked, and a second use is refused in words', async ({
  browser,
}) => {
  const staff = await logIn(browser, 'lin@lantern.example')
  await expect(staff.getByRole('heading', { level: 1 })).toHaveText('Suzhou Creek Showroom')
  const taps = staff.getByRole('region', { name: say('en', 'console.taps.heading') })
  await expect(taps.getByText('Ring at the wall').first()).toBeVisible()
  const worth = say('en', 'console.redeem.off', { discount: '¥40', name: 'First Frost teas' })
  const box = await typeCode(staff, codes.zh.toLowerCase(), worth)
  await box.getByLabel(say('en', 'console.redeem.receipt')).fill('A-1001')
  const amount = box.getByLabel(say('en', 'console.redeem.amount'))
  await amount.fill('100')
  await expect(box).toContainText(say('en', 'console.redeem.tooLittle', { least: '¥168', short: '¥68' }))
  await expect(
    box.getByRole('button', { name: say('en', 'console.redeem.goBlank'), exact: true }),
  ).toBeDisabled()
  await amount.fill('208')
  await box.getByRole('button', { name: say('en', 'console.redeem.go', { toPay: '¥168' }) }).click()
  await expect(box).toContainText(say('en', 'console.redeem.done', { discount: '¥40', toPay: '¥168' }))
  await box.getByRole('button', { name: say('en', 'console.redeem.again') }).click()
  await typeCode(staff, codes.zh, /Already used: today at \d\d:\d\d in this store, receipt A-1001\./)
  await expect(zh.getByText(say('zh', 'shopper.coupon.redeemed'))).toBeVisible()
  await staff.context().close()
})

test('the other store redeems the other coupon, and this one is told where', async ({ browser }) => {
  const hao = await logIn(browser, 'hao@lantern.example', { locale: 'zh-CN' })
  const worth = say('zh', 'console.redeem.off', { discount: '¥40', name: '初霜乌龙系列' })
  const box = await typeCode(hao, codes.en, worth, 'zh')
  await box.getByLabel(say('zh', 'console.redeem.receipt')).fill('H-1')
  await box.getByLabel(say('zh', 'console.redeem.amount')).fill('336')
  await box.getByRole('button', { name: say('zh', 'console.redeem.go', { toPay: '¥296' }) }).click()
  await expect(box).toContainText(say('zh', 'console.redeem.done', { discount: '¥40', toPay: '¥296' }))
  await hao.context().close()
  const lin = await logIn(browser, 'lin@lantern.example')
  await typeCode(lin, codes.en, /Already used: today at \d\d:\d\d in Houhai Showroom, receipt H-1\./)
  await lin.context().close()
})

test('the brand sees each step counted once and each order credited to what brought it', async () => {
  const expected = Object.fromEntries(STAGES.map((name) => [name, (before[name] ?? 0) + 2]))
  await expect
    .poll(async () => {
      await brand.goto('/brand')
      return readFunnel(brand)
    })
    .toEqual(expected)
  for (const channel of ['ott/boot', 'influencer/post']) {
    for (const model of ['last', 'first', 'linear', 'position']) {
      expect(await readCredit(brand, channel, model), `${channel} under ${model}`).toBeGreaterThanOrEqual(1)
    }
  }
  await brand.goto('/brand/events?campaign=first-frost')
  const rows = brand.getByRole('row')
  for (const type of ['campaign_clicked', 'pass_kept', 'visit_opened', 'offer_redeemed', 'order_placed']) {
    await expect(rows.filter({ hasText: say('en', `brand.type.${type}`) }).first()).toBeVisible()
  }
  const told = await brand.content()
  for (const secret of [views.zh.visitId, views.en.visitId, codes.zh, CLICK_ID])
    expect(told).not.toContain(secret)
})

test('ad platforms were told what may be told, and each silence has its reason', async () => {
  await expect
    .poll(async () => {
      await brand.goto('/brand/feedback')
      return brand
        .getByRole('row')
        .filter({ hasText: say('en', 'brand.feedback.kinds.webhook') })
        .count()
    })
    .toBeGreaterThanOrEqual(2)
  const accepted = brand
    .getByRole('row')
    .filter({ hasText: say('en', 'brand.feedback.kinds.ocean_engine') })
    .filter({ hasText: say('en', 'brand.feedback.accepts') })
  await expect(accepted.first()).toBeVisible()
  await expect(brand.getByText(say('en', 'brand.reason.no_match_key')).first()).toBeVisible()
})

test('the other brand sees none of it', async ({ browser }) => {
  const mei = await logIn(browser, 'mei@tidewave.example')
  for (const path of [
    '/brand',
    '/brand/stores',
    '/brand/feedback',
    '/brand/events',
    '/brand/events?campaign=first-frost',
  ]) {
    await mei.goto(path)
    await expect(mei.getByRole('main')).toBeVisible()
    await expect(mei.locator('body')).not.toContainText(/Mistleaf|First Frost|frost|ott\/boot|influencer/)
  }
  await expect(mei.getByText(say('en', 'brand.events.none'))).toBeVisible()
  await mei.goto('/brand')
  expect(await readFunnel(mei)).toMatchObject({ coupon: 0, redeemed: 0, ordered: 0 })
  await mei.context().close()
})

test('the ledger tells the whole of it, in order and joined by ids', async () => {
  const visit = await readVisit(views.zh.visitId)
  // The welcome gives way to the climb at the first halt or after 8 seconds, whichever is first.
  const steps = visit.map(({ type, data }) =>
    [type, data.halt ?? data.scene ?? data.reason].filter(Boolean).join(' '),
  )
  // When the visitor answers about ad platforms is their own time.
  const answered = visit.filter(({ type }) => type === 'consent.given')
  expect(answered.map(({ data }) => data.scopes)).toEqual([['ads']])
  const free = ['show.scene_entered climb', 'consent.given']
  expect(steps.filter((step) => !free.includes(step))).toEqual([
    'tap.accepted',
    'pass.joined',
    'visit.opened',
    'show.turn_started',
    'show.scene_entered welcome',
    'show.engaged gate',
    'show.engaged mist',
    'show.engaged frost',
    'show.finished',
    'offer.issued',
    'show.scene_entered finale',
    'show.turn_ended finished',
    'offer.redeemed',
    'order.placed',
  ])
  const climb = steps.indexOf('show.scene_entered climb')
  expect(climb).toBeGreaterThan(steps.indexOf('show.scene_entered welcome'))
  expect(climb).toBeLessThan(steps.indexOf('show.engaged mist'))
  const find = (type: string): Row => {
    const found = visit.find((row) => row.type === type)
    if (!found) throw new Error(`the ledger has no ${type}`)
    return found
  }
  const opened = find('visit.opened')
  const [clicked] = await readEvents('id = $1', [opened.data.clickId])
  const [kept, given] = await readEvents('visitor_id = $1 AND visit_id IS NULL', [opened.visitor_id])
  expect(clicked).toMatchObject({
    type: 'campaign.clicked',
    brand_id: 'mistleaf',
    campaign_id: 'first-frost',
  })
  expect(clicked?.data).toMatchObject({
    channel: 'ott/boot',
    clickIds: { clickid: CLICK_ID },
    utm: { source: 'ott' },
  })
  expect([kept?.type, given?.type].sort()).toEqual(['consent.given', 'pass.kept'])
  const pass = kept?.type === 'pass.kept' ? kept : given
  expect(pass?.data).toMatchObject({ clickId: clicked?.id, channel: 'ott/boot', mode: 'ask' })
  expect(find('pass.joined').data).toEqual({ passId: pass?.data.passId, carrier: 'cookie' })
  expect(opened.data).toMatchObject({ tapId: find('tap.accepted').id, storyKey: 'mountain', language: 'zh' })
  const { couponId } = find('offer.issued').data
  expect(couponId).toBe(views.zh.coupon?.couponId)
  expect(find('offer.redeemed').data).toMatchObject({
    couponId,
    receipt: 'A-1001',
    amount: 20_800,
    discount: 4_000,
  })
  expect(find('order.placed').data).toMatchObject({
    couponId,
    orderId: find('offer.redeemed').data.orderId,
    amount: 16_800,
    origin: 'till',
  })
  expect(new Set(visit.map(({ visitor_id }) => visitor_id))).toEqual(new Set([opened.visitor_id]))
  expect(new Set(visit.map(({ id }) => id)).size).toBe(visit.length)

  const other = await readVisit(views.en.visitId)
  expect(other.map(({ type }) => type).slice(0, 6)).toEqual([
    'tap.accepted',
    'pass.joined',
    'visit.opened',
    'show.queued',
    'show.turn_started',
    'show.scene_entered',
  ])
  expect(other.find(({ type }) => type === 'visit.opened')?.data).toMatchObject({
    channel: 'influencer/post',
    storyKey: 'picker',
  })
  expect(other.find(({ type }) => type === 'offer.redeemed')).toMatchObject({ store_id: 'houhai' })
  expect(other[0]?.visitor_id).not.toBe(opened.visitor_id)
})
