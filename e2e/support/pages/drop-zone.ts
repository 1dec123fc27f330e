import type { Page } from '@playwright/test'

/** Where files come in, and what is said of those that were not taken. */
export function dropZone(page: Page) {
  const skipped = page.getByRole('region', { name: 'Skipped files' })
  return {
    /** What an empty page shows. */
    heading: page.getByRole('heading', { name: /Drop pictures/ }),
    files: page.getByLabel('Choose files'),
    folder: page.getByLabel('Choose folder'),
    /** What is over the page during a drag. */
    overlay: page.getByText('Drop to upload'),
    skipped,
    skippedCount: (words: string) => skipped.getByRole('button', { name: words }),
  }
}

/** What is said to screen readers: at once, or when they are done with something else. */
export function announcement(page: Page, urgency: 'assertive' | 'polite') {
  return page.locator(`[aria-live=${urgency}]`)
}
