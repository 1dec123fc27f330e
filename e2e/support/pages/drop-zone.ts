import type { Page } from '@playwright/test'

/** The controls that add files, and the list of skipped files. */
export function dropZone(page: Page) {
  const skipped = page.getByRole('region', { name: 'Skipped files' })
  return {
    /** The heading of an empty page. */
    heading: page.getByRole('heading', { name: /Drop pictures/ }),
    files: page.getByLabel('Choose files'),
    folder: page.getByLabel('Choose folder'),
    /** Covers the page during a drag. */
    overlay: page.getByText('Drop to upload'),
    skipped,
    skippedCount: (words: string) => skipped.getByRole('button', { name: words }),
  }
}

/** The live region for screen readers. An assertive one interrupts their speech. */
export function announcement(page: Page, urgency: 'assertive' | 'polite') {
  return page.locator(`[aria-live=${urgency}]`)
}
