import type { Page } from '@playwright/test'

/** The settings, which open from the menu in the header. */
export function settings(page: Page) {
  const opener = page.getByRole('button', { name: 'Menu', exact: true })
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  return {
    /** Has the focus when the dialog is closed. */
    opener,
    dialog,
    async open(): Promise<void> {
      await opener.click()
      await page.getByRole('menuitem', { name: 'Settings' }).click()
    },
    close: () => dialog.getByRole('button', { name: 'Close' }).click(),
    sends: (count: string) =>
      page
        .getByRole('radiogroup', { name: 'Uploads at a time' })
        .getByRole('radio', { name: count }),
    verifyEveryUpload: page.getByRole('switch', { name: 'Check every URL after uploading' }),
    importHistory: dialog.getByRole('button', { name: 'Import history' }),
    status: dialog.getByRole('status'),
  }
}
