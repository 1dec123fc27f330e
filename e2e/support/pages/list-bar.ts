import { expect, type Page } from '@playwright/test'

type ListButton =
  | 'Cancel all'
  | 'Carry on'
  | 'Clear finished'
  | 'Add key'
  | 'Copy all URLs'
  | 'Enter key'
  | 'Pause'
  | 'Resume'
  | 'Retry failed'
  | 'Send to the sandbox instead'
  | 'Try now'
  | 'Undo'

export function listBar(page: Page) {
  const button = (name: ListButton) => page.getByRole('button', { name })
  return {
    toolbar: page.getByRole('toolbar', { name: 'All files' }),
    button,
    press: (name: ListButton) => button(name).click(),
    /** What the copy button shows after it copied. */
    copied: (count: number) =>
      page.getByRole('button', { name: `${count} ${count === 1 ? 'URL' : 'URLs'} copied` }),
  }
}

/** The note that says why uploads are held, with its buttons. */
export function holdNote(page: Page) {
  const root = page
    .getByRole('status', { name: 'Hold' })
    .or(page.getByRole('alert', { name: 'Hold' }))
  return { root, text: (words: string | RegExp) => root.getByText(words).first() }
}

/** The line with the progress of the batch. */
export function statusLine(page: Page) {
  return page.getByRole('status', { name: 'Upload progress' })
}

type FilterRow = 'Kind' | 'From' | 'Day' | 'Sort'

/** The field that searches the list, and the popover that filters and sorts it. */
export function listSearch(page: Page) {
  const opener = page.getByRole('button', { name: 'Filter', exact: true })
  const popover = page.getByRole('dialog', { name: 'Filter' })
  return {
    opener,
    popover,
    field: page.getByRole('searchbox', { name: 'Search files' }),
    chip: (name: string) => page.getByRole('button', { name: `Remove filter ${name}` }),
    clearFilters: page.getByRole('button', { name: 'Clear filters' }),
    showAll: page.getByRole('button', { name: 'Show all files' }),
    noMatch: page.getByText(/^No files match/),

    async choose(row: FilterRow, option: string): Promise<void> {
      await opener.click()
      const rows = popover.getByRole('radiogroup', { name: row })
      await rows.getByRole('radio', { name: option, exact: true }).check()
      await page.keyboard.press('Escape')
      await expect(popover).toHaveCount(0)
    },
  }
}

type SelectionButton =
  | 'Add to request'
  | 'Clear selection'
  | '3 URLs copied'
  | 'Copy URLs'
  | 'Remove from history'

/** The checkboxes of rows and the bar for selected files. */
export function selection(page: Page) {
  const bar = page.getByRole('toolbar', { name: 'Selected files' })
  return {
    bar,
    checkbox: (name: string) => page.getByRole('checkbox', { name: `Select ${name}` }),
    count: (count: number) => bar.getByText(`${count.toLocaleString('en')} selected`),
    button: (name: SelectionButton) => bar.getByRole('button', { name }),
  }
}
