import type { Page } from '@playwright/test'

/** The button that loads the files of the account, and the notices about it. */
export function gatewayFiles(page: Page) {
  const notices = page.getByRole('region', { name: 'Notices' })
  return {
    load: page.getByRole('button', { name: 'From the gateway' }),
    notices,
    says: (text: string | RegExp) => notices.getByText(text),
    press: (
      name: 'Add to request' | 'Dismiss' | 'Look again' | 'Stop' | `Show ${number} removed`,
    ) => notices.getByRole('button', { name }).click(),
  }
}

/** The dialog that asks before a file is deleted at the gateway. */
export function deleteDialog(page: Page) {
  const root = page.getByRole('dialog', { name: /^Delete at / })
  return {
    root,
    confirm: root.getByRole('button', { name: 'Delete', exact: true }),
    keep: root.getByRole('button', { name: 'Keep file' }),
    failure: root.getByRole('alert'),
  }
}
