import { expect, type Page } from '@playwright/test'

/** Opens the page without a key, and waits until it would open offline. */
export async function openInstalled(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await expectControlled(page)
}

/** Waits until a service worker controls the page. */
export async function expectControlled(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
}

export function readCaches(page: Page): Promise<string[]> {
  return page.evaluate(() => caches.keys())
}

/** Whether a service worker is registered for the origin. */
export function isInstalled(page: Page): Promise<boolean> {
  return page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length > 0)
}

/** Looks for a newer build, as the page does when a person comes back to it. */
export function lookForNewer(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update()
  })
}

/** Waits until the origin has one cache, which is not one of `former`. */
export async function expectOtherBuild(page: Page, former: readonly string[]): Promise<void> {
  await expect
    .poll(async () => (await readCaches(page)).map((name) => former.includes(name)))
    .toEqual([false])
}

/** The message that a newer build is ready. */
export function newerBuild(page: Page) {
  const message = page
    .getByRole('group', { name: 'Message' })
    .filter({ hasText: 'A new version is ready.' })
  return { message, reload: message.getByRole('button', { name: 'Reload', exact: true }) }
}
