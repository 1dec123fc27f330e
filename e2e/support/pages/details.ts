import { expect, type Page } from '@playwright/test'
import { fileRow } from './file-list.ts'

export function detailsOf(page: Page, path: string) {
  const dialog = page.getByRole('dialog', { name: `Details of ${path}`, exact: true })
  return {
    dialog,
    /** Chooses the shown call. The newest is first. */
    tries: dialog.getByRole('combobox', { name: 'Try', exact: true }),
    body: dialog.getByRole('region', { name: 'Text of the body' }),

    open: () => fileRow(page, path).press('Details'),

    show: (tab: 'File' | 'Request' | 'Response' | 'Timing' | 'Custom send') =>
      dialog.getByRole('tab', { name: tab, exact: true }).click(),

    /** The value beside a term. */
    fact: (term: string) => dialog.locator(`dt:text-is("${term}") + dd`),

    /** @returns the shown headers by lower-case name */
    headers: (): Promise<Record<string, string>> =>
      dialog.locator('tr:has(> th[scope=row])').evaluateAll((rows) =>
        Object.fromEntries(
          rows.map((row) => {
            const [name = '', value = ''] = Array.from(row.children, (cell) => cell.textContent)
            return [name.toLowerCase(), value]
          }),
        ),
      ),
  }
}

/** The form and the tables of "Custom send" in the details of a file. */
export function testsOf(page: Page, path: string) {
  const { dialog } = detailsOf(page, path)
  const choice = (title: string, label: string) =>
    dialog.getByRole('radiogroup', { name: title }).getByRole('radio', { name: label, exact: true })
  const all = dialog.getByRole('article', { name: path })
  const sendButton = dialog.getByRole('button', { name: /^Send( \d+ times)?$/ })
  return {
    hash: (label: 'Correct' | 'No prefix' | 'None' | 'Of other content' | 'Malformed') =>
      choice('X-Content-Hash', label).check(),

    contentType: (label: 'application/octet-stream' | 'Of the file' | 'Wrong' | 'Not sent') =>
      choice('Content-Type', label).check(),

    fileName: (label: 'As usual' | 'Not sent' | 'Odd') => choice('X-Filename', label).check(),

    sendButton,

    /** Sends once and waits for the table of the new custom send. */
    async send(): Promise<void> {
      const before = await all.count()
      await sendButton.click()
      await expect(all).toHaveCount(before + 1)
    },

    latest: all.first(),
  }
}
