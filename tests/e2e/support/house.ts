import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test'

export const URL_BASE = () => process.env.E2E_URL ?? ''

export const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1'

/** A person's desktop browser: one without a window names itself so, and is taken for a robot. */
export const DESKTOP =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'

type PhoneOptions = {
  locale?: string
  javaScriptEnabled?: boolean
  reducedMotion?: 'reduce' | 'no-preference'
  viewport?: { width: number; height: number }
}

/** A shopper's phone: a browser of its own, with nothing kept on it. */
export async function openPhone(
  browser: Browser,
  { locale = 'en-GB', ...options }: PhoneOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: URL_BASE(),
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    userAgent: IPHONE,
    locale,
    ...options,
  })
  return context.newPage()
}

/** A display of the demo: a wall or a kiosk, its picture held still so that software drawing does not starve the rest. */
export async function openScreen(browser: Browser, screenId: string): Promise<Page> {
  const size = screenId.startsWith('kiosk') ? { width: 540, height: 960 } : { width: 960, height: 540 }
  const context = await browser.newContext({ baseURL: URL_BASE(), viewport: size, locale: 'zh-CN' })
  const page = await context.newPage()
  await page.goto(`/screen?as=${screenId}&still`)
  await expect(page.locator('main[data-connected=true]')).toBeAttached()
  return page
}

type Session = Awaited<ReturnType<BrowserContext['storageState']>>
const sessions = new Map<string, Session>()

/**
 * A browser where somebody of the demo is logged in, at the page they come to. Their form is filled once; later
 * browsers take its session along, because an address has five tries a minute.
 */
export async function logIn(
  browser: Browser,
  email: string,
  { locale = 'en-GB', viewport = { width: 1440, height: 900 } } = {},
): Promise<Page> {
  const logins = JSON.parse(process.env.E2E_LOGINS ?? '{}') as Record<string, string>
  const storageState = sessions.get(email)
  const context = await browser.newContext({
    baseURL: URL_BASE(),
    viewport,
    locale,
    ...(storageState && { storageState }),
  })
  const page = await context.newPage()
  await page.goto('/login')
  if (!storageState) {
    await page.locator('input[name=email]').fill(email)
    await page.locator('input[name=password]').fill(logins[email] ?? '')
    await page.locator('input[name=password]').press('Enter')
  }
  await page.waitForURL(/\/(console|brand)/)
  sessions.set(email, await context.storageState())
  return page
}

/** Closes every browser a test opened: a wall that is left open goes on drawing and slows the next test. */
export async function closeAll(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()))
}

/** Everything axe-core finds, with target sizes, as readable lines, once nothing fades in any more. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== 'running' || effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY,
      ),
  )
  const { violations } = await new AxeBuilder({ page })
    .options({ rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] })
    // Our frames are of our own origin: without this each look opens one more page.
    .setLegacyMode()
    .analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
  )
}
