import type { Page } from '@playwright/test'

/** The settings and the button that opens them. */
export function settings(page: Page) {
  const opener = page.getByRole('button', { name: 'Settings' })
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  return {
    opener,
    dialog,
    open: () => opener.click(),
    close: () => page.getByRole('button', { name: 'Close' }).click(),
    sends: (count: string) =>
      page
        .getByRole('radiogroup', { name: 'Files sent at a time' })
        .getByRole('radio', { name: count }),
    verifyEveryUpload: page.getByLabel('Verify every upload'),
    importHistory: dialog.getByRole('button', { name: 'Import history' }),
    status: dialog.getByRole('status'),
  }
}
