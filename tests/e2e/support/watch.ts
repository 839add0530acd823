import type { Page } from '@playwright/test'

/** What goes wrong on a page without anybody seeing it: console errors, exceptions, requests that fail. */
export function watch(page: Page): string[] {
  const seen: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') seen.push(`console: ${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', (error) => seen.push(`exception: ${error.message}`))
  page.on('requestfailed', (request) => {
    // A page that is left takes its open requests with it; that is no fault.
    const reason = request.failure()?.errorText ?? ''
    if (reason !== 'net::ERR_ABORTED') seen.push(`request: ${request.url()} ${reason}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) seen.push(`answer: ${response.url()} ${response.status()}`)
  })
  return seen
}

/**
 * What cannot be read or reached on a narrow page: text past the right or left edge outside of a part that scrolls,
 * text that a box cuts off, and a page that scrolls sideways.
 */
export function findCuts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cuts: string[] = []
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.className}: ${(element.textContent ?? '').trim().slice(0, 60)}`
    const root = document.documentElement
    if (root.scrollWidth > window.innerWidth)
      cuts.push(`scrolls sideways: ${root.scrollWidth} in ${window.innerWidth}`)
    for (const element of document.body.querySelectorAll('*')) {
      const speaks = [...element.childNodes].some(
        ({ nodeType, textContent }) => nodeType === 3 && textContent?.trim(),
      )
      if (!speaks || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
      const style = getComputedStyle(element)
      const box = element.getBoundingClientRect()
      // Parked outside until it has the focus, or shortened on purpose and whole in its link.
      if (box.right <= 0 || box.bottom <= 0 || style.textOverflow === 'ellipsis') continue
      if (element.closest('.sr,svg,dialog') || box.width <= 1 || style.clipPath !== 'none') continue
      if (style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1)
        cuts.push(`cut: ${name(element)}`)
      let around = element.parentElement
      while (around && !['auto', 'scroll'].includes(getComputedStyle(around).overflowX))
        around = around.parentElement
      if (!around && (box.right > window.innerWidth + 1 || box.left < -1))
        cuts.push(`outside: ${name(element)}`)
    }
    return cuts
  })
}
