import { expect, type Page } from '@playwright/test'
import type { Site } from '../server.ts'

/** The account: its button in the header, its popover, and the key on the empty page. */
export function keyPanel(page: Page) {
  const pill = page.getByRole('button', { name: /^Account/ })
  const popover = page.getByRole('dialog', { name: 'Account' })
  return {
    pill,
    popover,
    gateway: (name: 'varg.ai' | 'Sandbox') => page.getByRole('radio', { name }),
    /** Chooses a gateway in the account popover, and leaves the popover as it was. */
    choose: (name: 'varg.ai' | 'Sandbox') =>
      insideAccount(page, () => page.getByRole('radio', { name }).check()),
    /** The choices of the API version. */
    version: (name: 'Automatic' | '1' | '2') =>
      page
        .getByRole('radiogroup', { name: 'API version' })
        .getByRole('radio', { name, exact: true }),
    /** Chooses the API version in the account popover, and leaves the popover as it was. */
    chooseVersion: (name: 'Automatic' | '1' | '2') =>
      insideAccount(page, () => keyPanel(page).version(name).check()),
    sendNames: popover.getByRole('checkbox', { name: 'Send file names' }),
    field: page.getByLabel('API key'),
    save: page.getByRole('button', { name: 'Save key' }),
    remember: page.getByLabel('Remember on this device'),
    forget: page.getByRole('button', { name: 'Forget key' }),
    tryWithoutKey: page.getByRole('button', {
      name: /^(Try the sandbox|Send to the sandbox instead)$/,
    }),
    /** On the empty page, else in the popover. */
    works: page.getByText('Key works').first(),
    /** The pill once the balance of the key is known, so the key works. */
    pillWithBalance: page.getByRole('button', { name: /^Account .*, balance / }),
    worksOrSaved: page.getByText(/^Key (works|saved)/).first(),
    useKeyOf: (gateway: string) =>
      page.getByRole('button', { name: `Use the key saved for ${gateway}` }),
  }
}

/** Opens the account popover. It may open by itself at the same moment. */
export async function openAccount(page: Page): Promise<void> {
  const { pill, popover } = keyPanel(page)
  await expect(async () => {
    if (!(await popover.isVisible())) await pill.click()
    await expect(popover).toBeVisible({ timeout: 2000 })
  }).toPass()
}

export async function closeAccount(page: Page): Promise<void> {
  const { popover } = keyPanel(page)
  await expect(async () => {
    // On a phone it covers the pill.
    if (await popover.isVisible()) await page.keyboard.press('Escape')
    await expect(popover).toHaveCount(0, { timeout: 2000 })
  }).toPass()
}

/** Expects a line in the account popover, and leaves the popover as it was. */
export async function expectVersion(page: Page, line: string): Promise<void> {
  const { popover } = keyPanel(page)
  await insideAccount(page, () => expect(popover.getByText(line)).toBeVisible())
}

/** Acts in the account popover. Closes it afterwards if it was closed before. */
async function insideAccount(page: Page, act: () => Promise<void>): Promise<void> {
  const wasOpen = await keyPanel(page).popover.isVisible()
  await openAccount(page)
  await act()
  if (!wasOpen) await closeAccount(page)
}

/** Saves a key through the form on the page, else in the account popover. */
export async function saveKey(page: Page, key: string): Promise<void> {
  const { field, save, pill } = keyPanel(page)
  await pill.waitFor()
  if (!(await field.isVisible())) await openAccount(page)
  await field.fill(key)
  await save.click()
}

/** Waits until the key in use works, and closes the popover that says so. */
export async function expectKeyWorks(page: Page): Promise<void> {
  const { works } = keyPanel(page)
  if (!(await works.isVisible())) await openAccount(page)
  await expect(works).toBeVisible()
  await closeAccount(page)
}

/** Opens the page and chooses the sandbox, which needs no key. */
export async function openSandbox(page: Page, site: Pick<Site, 'url'>): Promise<void> {
  await page.goto(site.url)
  await keyPanel(page).choose('Sandbox')
}
