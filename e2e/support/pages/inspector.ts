import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'

export type InspectorTab = 'Log' | 'Custom send' | 'Checks' | 'Failures'

/** Opens a tab of the inspector, from the header or the menu. @returns the inspector */
export async function openInspector(page: Page, tab: InspectorTab): Promise<Locator> {
  const inspector = page.getByRole('region', { name: 'Inspector', exact: true })
  if (!(await inspector.isVisible())) {
    const button = page.getByRole('button', { name: 'Inspector', exact: true })
    if (await button.isVisible()) await button.click()
    else await pressMenu(page, 'Open the inspector')
  }
  await inspector.getByRole('tab', { name: tab, exact: true }).click()
  return inspector
}

/** Presses an item of the menu in the header. */
export async function pressMenu(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Menu', exact: true }).click()
  await page.getByRole('menu', { name: 'Menu' }).getByText(item, { exact: true }).click()
}

/** The button in the header that names the active options of custom sends. */
export function customSendPill(page: Page): Locator {
  return page.getByRole('banner').getByRole('button', { name: /^Custom send active: / })
}

/** The log of the inspector and its filters. */
export function logOf(inspector: Locator) {
  const calls = inspector.getByRole('listbox', { name: 'Calls' })
  return {
    calls,
    rows: calls.getByRole('option'),
    statuses: inspector.getByRole('radiogroup', { name: 'Status of calls' }).getByRole('radio'),
    status: (name: string | RegExp) =>
      inspector
        .getByRole('radiogroup', { name: 'Status of calls' })
        .getByRole('radio', { name, exact: typeof name === 'string' }),
    search: inspector.getByLabel('Search calls'),
    showAll: inspector.getByRole('button', { name: 'Show all calls' }),
    clear: inspector.getByRole('button', { name: 'Clear', exact: true }),
    follow: inspector.getByLabel('Follow'),
    chosenCall: inspector.getByRole('region', { name: 'Chosen call' }),
  }
}

/** Presses a button that copies. @returns the text on the clipboard */
export async function copiedBy(within: Locator, button: string): Promise<string> {
  const page = within.page()
  await page.evaluate(() => navigator.clipboard.writeText(''))
  await within.getByRole('button', { name: button, exact: true }).click()
  const read = () => page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(read, { message: button }).not.toBe('')
  return read()
}

/** Presses a button that saves a file. @returns the file */
export async function savedBy(
  within: Locator,
  button: string,
): Promise<{ name: string; text: string }> {
  const page = within.page()
  const downloading = page.waitForEvent('download')
  await page.evaluate(noteNames)
  await within.getByRole('button', { name: button, exact: true }).click()
  const download = await downloading
  const text = await readFile(await download.path(), 'utf8')
  const name = await page.evaluate(() => document.documentElement.dataset.saved)
  return { name: String(name), text }
}

/** Runs in the page. Records a download's name. Once in 20, the browser reports “download”. */
function noteNames(): void {
  HTMLAnchorElement.prototype.click = function click() {
    document.documentElement.dataset.saved = this.download
    HTMLElement.prototype.click.call(this)
  }
}
