// The shopper's page after a tap: its weight over the wire as sent, and its largest contentful paint on a slow phone,
// beside an empty page in the same run; and the way to the coupon without JavaScript. DESIGN.md §6.
// Argument: how many loads are measured (default 7).
import { createServer } from 'node:http'
import { gzipSync } from 'node:zlib'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { z } from 'zod'
import { openHouse } from './house'
import { getQuantile, judge, ms, printTable, times } from './table'

const LOADS = Number(process.argv[2]) || 7
const KIB = 1_024
/** Lighthouse's mobile: a 150 ms round trip, 1.6 Mbit/s down, 750 kbit/s up, a processor four times slower. */
const SLOW = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
}
const PHONE = {
  viewport: { width: 412, height: 823 },
  deviceScaleFactor: 1.75,
  isMobile: true,
  hasTouch: true,
  locale: 'zh-CN',
}
const TOUCHPOINT = 'wall-ring'
type Loaded = { code: number; pictures: number; files: number; lcp: number }

const house = await openHouse()
const empty = await serveEmpty()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
})
try {
  const bare: Loaded[] = []
  const greeting: Loaded[] = []
  const visit: Loaded[] = []
  for (let i = 0; i < LOADS; i++) {
    bare.push(await load(empty.url))
    greeting.push(await load(`${house.url}/t/${TOUCHPOINT}`, { held: true }))
    const address = await tap()
    visit.push(await load(address))
    await leave(address)
  }
  const lcp = (of: Loaded[]) =>
    getQuantile(
      of.map((one) => one.lcp),
      0.5,
    )
  const row = (name: string, of: Loaded[], budgets: boolean) => {
    const [first] = of
    if (!first) throw new Error('nothing was loaded')
    const all = first.code + first.pictures
    const kib = (bytes: number) => `${(bytes / KIB).toFixed(1)} KiB`
    return [
      name,
      String(first.files),
      kib(first.code),
      budgets ? judge(first.code <= 25 * KIB) : '',
      kib(all),
      budgets ? judge(all <= 60 * KIB) : '',
      ms(lcp(of)),
      budgets ? times(lcp(of) / lcp(bare)) : '',
      budgets ? judge(lcp(of) <= 1_000) : '',
    ]
  }
  printTable('Shopper’s page after a tap, first time, slow phone', [
    ['', 'files', 'code', '<= 25 KiB', 'with pictures', '<= 60 KiB', 'LCP p50', 'of empty', '<= 1,000 ms'],
    row('an empty page', bare, false),
    row('greeting /t/...', greeting, true),
    row('visit /v/...', visit, true),
  ])
  const code = await findCouponWithoutScript()
  printTable('Without JavaScript', [
    ['tap, answer, three halts, coupon', code ? 'a coupon code' : 'none', judge(code)],
  ])
} finally {
  await browser.close()
  empty.close()
  await house.stop()
}

/** Opens an address as a phone that was never here, and adds up what came over the wire, as it came. */
async function load(url: string, { held = false } = {}): Promise<Loaded> {
  const context = await browser.newContext(PHONE)
  const page = await context.newPage()
  const wire = await context.newCDPSession(page)
  await wire.send('Network.enable')
  await wire.send('Network.emulateNetworkConditions', SLOW)
  await wire.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  // The greeting's script taps at once and would leave the page that is being weighed: that request stays open.
  if (held) await page.route('**/api/v1/taps', () => {})
  const kinds = new Map<string, string>()
  const loaded = { code: 0, pictures: 0, files: 0 }
  wire.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type))
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId)
    if (!kind || !['Document', 'Stylesheet', 'Script', 'Image', 'Font'].includes(kind)) return
    loaded.files++
    if (kind === 'Image' || kind === 'Font') loaded.pictures += encodedDataLength
    else loaded.code += encodedDataLength
  })
  await page.goto(url, { waitUntil: 'load' })
  const lcp = await readLcp(page)
  await context.close()
  return { ...loaded, lcp }
}

/** The largest contentful paint once nothing larger has come for half a second. Milliseconds since navigation. */
function readLcp(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let last = Number.NaN
        let quiet = setTimeout(() => resolve(last), 1_500)
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) last = entry.startTime
          clearTimeout(quiet)
          quiet = setTimeout(() => resolve(last), 500)
        }).observe({ type: 'largest-contentful-paint', buffered: true })
      }),
  )
}

/** Taps as a page without script does, and answers the visit's address. */
async function tap(): Promise<string> {
  const context = await browser.newContext({ ...PHONE, javaScriptEnabled: false })
  const page = await tapWithoutScript(context)
  const url = page.url()
  await context.close()
  return url
}

async function tapWithoutScript(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${house.url}/t/${TOUCHPOINT}`)
  await Promise.all([page.waitForURL(/\/v\//), page.locator('form[action$="/taps"] button').click()])
  return page
}

/** Goes all the way to the coupon with forms alone. */
async function findCouponWithoutScript(): Promise<boolean> {
  const context = await browser.newContext({ ...PHONE, javaScriptEnabled: false })
  const page = await tapWithoutScript(context)
  const submit = async (selector: string) => {
    const button = page.locator(selector).first()
    if ((await button.count()) === 0) return false
    await Promise.all([page.waitForLoadState('load'), button.click()])
    return true
  }
  await submit('form[action$="/answer"] button[value="yes"]')
  // On the phone alone, whatever the wall is doing.
  const turn = (action: string) => `form[action$="/turn"]:has(input[value="${action}"]) button`
  await submit(`${turn('leave')}, ${turn('phone')}`)
  for (let halt = 0; halt < 3; halt++) await submit('form[action$="/halts"] button')
  const found = await hasCoupon(page)
  await context.close()
  return found
}

/** Whether the page shows the code that the visit has. */
async function hasCoupon(page: Page): Promise<boolean> {
  const answer = await fetch(`${house.url}/api/v1/visits/${getToken(page.url())}`)
  const view = z.object({ coupon: z.object({ code: z.string() }).nullable() }).parse(await answer.json())
  const shown = ((await page.locator('body').textContent()) ?? '').replaceAll(/\s/g, '')
  return view.coupon !== null && shown.includes(view.coupon.code)
}

/** Frees the wall for the next one. */
async function leave(url: string) {
  await fetch(`${house.url}/api/v1/visits/${getToken(url)}/turn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ action: 'leave' }),
  })
}

function getToken(url: string): string {
  return new URL(url).pathname.split('/').at(-1) ?? ''
}

async function serveEmpty() {
  const html = gzipSync('<!doctype html><html lang="en"><title>Empty</title><body><p>Empty</p></body></html>')
  const server = createServer((_req, res) =>
    res.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip' }).end(html),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() }
}
