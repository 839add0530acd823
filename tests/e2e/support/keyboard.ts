import { expect, type Locator, type Page } from '@playwright/test'

const isFocused = (locator: Locator) =>
  locator.evaluate((element) => {
    const { document } = element.ownerDocument.defaultView ?? window
    return document.activeElement === element && document.hasFocus()
  })

/** Reaches a control as a keyboard does, and checks that it is seen there. */
export async function tabTo(page: Page, target: Locator, most = 60): Promise<void> {
  await expect(target).toBeVisible()
  for (let presses = 0; !(await isFocused(target)); presses++) {
    expect(presses, `the keyboard reaches ${target}`).toBeLessThan(most)
    await page.keyboard.press('Tab')
  }
}

/** Reaches a control with the keyboard and presses it. */
export async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('Enter')
}
