import type { Page } from '@playwright/test'
import type { Site } from '../server.ts'

/** The panel for the gateway and the key. */
export function keyPanel(page: Page) {
  return {
    region: page.getByRole('region', { name: 'Key' }),
    gateway: (name: 'varg.ai' | 'Sandbox') => page.getByRole('radio', { name }),
    choose: (name: 'varg.ai' | 'Sandbox') => page.getByRole('radio', { name }).check(),
    field: page.getByLabel('API key'),
    save: page.getByRole('button', { name: 'Save key' }),
    remember: page.getByLabel('Remember on this device'),
    forget: page.getByRole('button', { name: 'Forget key' }),
    tryWithoutKey: page.getByRole('button', { name: 'Try without a key' }),
    works: page.getByText('Key works'),
    worksOrSaved: page.getByText(/^Key (works|saved)/),
    useKeyOf: (gateway: string) =>
      page.getByRole('button', { name: `Use the key saved for ${gateway}` }),
  }
}

/** Saves a key through the form. */
export async function saveKey(page: Page, key: string): Promise<void> {
  await keyPanel(page).field.fill(key)
  await keyPanel(page).save.click()
}

/** Opens the page and chooses the sandbox, which needs no key. */
export async function openSandbox(page: Page, site: Site): Promise<void> {
  await page.goto(site.url)
  await keyPanel(page).choose('Sandbox')
}
