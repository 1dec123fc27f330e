import { expect, type Page } from '@playwright/test'
import { composerOf } from './request.ts'

/** The menu of requests, which opens beside the heading of the request. */
export function draftsOf(page: Page) {
  const { region } = composerOf(page)
  const opener = region.getByRole('button', { name: /^Requests: / })
  const items = page.getByRole('menuitemcheckbox')
  const dialog = page.getByRole('dialog', { name: 'Rename request' })
  const open = () => opener.click()

  async function press(item: 'New request' | 'Duplicate' | 'Rename…' | 'Delete request') {
    await open()
    await page.getByRole('menuitem', { name: item }).click()
  }

  return {
    opener,
    items,
    dialog,
    open,
    press,
    /** Waits until the button names this request. */
    expectShown: (title: string) => expect(opener).toHaveAccessibleName(`Requests: ${title}`),
    /** Opens the menu, waits until it lists these requests in this order, and closes it. */
    async expectListed(...titles: string[]): Promise<void> {
      await open()
      await expect(items).toHaveText(titles)
      await page.keyboard.press('Escape')
    },
    async show(title: string): Promise<void> {
      await open()
      await page.getByRole('menuitemcheckbox', { name: title, exact: true }).click()
    },
    async rename(name: string): Promise<void> {
      await press('Rename…')
      await dialog.getByRole('textbox', { name: 'Name of the request' }).fill(name)
      await dialog.getByRole('button', { name: 'Rename' }).click()
      await expect(dialog).toHaveCount(0)
    },
  }
}
