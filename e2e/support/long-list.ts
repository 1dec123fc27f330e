import { expect, type Page } from '@playwright/test'
import { settings } from './pages/settings.ts'

/** Plain selectors, because a search for roles among thousands of rows takes minutes. */
export const STATUS = '[role=status][aria-label="Upload progress"]'
export const TOOLBAR = '[role=toolbar]'
export const LIST = 'ul[aria-label=Files]'

export async function sendSixAtATime(page: Page): Promise<void> {
  await settings(page).open()
  const dialog = settings(page).dialog
  await dialog.getByRole('radio', { name: '6' }).check()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
}
