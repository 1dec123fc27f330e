import type { Page } from '@playwright/test'

type ListButton =
  | 'Cancel all'
  | 'Carry on'
  | 'Clear finished'
  | 'Copied'
  | 'Copy all URLs'
  | 'Pause'
  | 'Resume'
  | 'Retry failed'
  | 'Send to the sandbox instead'
  | 'Try now'
  | 'Undo'

/** The buttons for the whole list. */
export function listBar(page: Page) {
  const button = (name: ListButton) => page.getByRole('button', { name })
  return { button, press: (name: ListButton) => button(name).click() }
}

/** The line with the progress of the batch. */
export function statusLine(page: Page) {
  return page.getByRole('status', { name: 'Upload progress' })
}

/** The fields that search, filter and sort the list. */
export function listSearch(page: Page) {
  return {
    field: page.getByRole('searchbox', { name: 'Search files' }),
    kind: page.getByLabel('Kind'),
    day: page.getByLabel('Day'),
    source: page.getByLabel('From where'),
    order: page.getByLabel('Sort'),
    clear: page.getByRole('button', { name: 'Clear search' }),
    noMatch: page.getByText(/^No file matches/),
  }
}

type SelectionButton =
  | 'Add to request'
  | 'Clear selection'
  | 'Copied'
  | 'Copy URLs'
  | 'Remove from history'

/** The checkboxes of rows and the bar for selected files. */
export function selection(page: Page) {
  const bar = page.getByRole('toolbar', { name: 'Selected files' })
  return {
    bar,
    checkbox: (name: string) => page.getByRole('checkbox', { name: `Select ${name}` }),
    count: (count: number) => bar.getByText(`${count} selected`),
    button: (name: SelectionButton) => bar.getByRole('button', { name }),
  }
}
