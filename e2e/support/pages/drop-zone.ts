import type { Page } from '@playwright/test'

/** The controls that add files, and the list of skipped files. */
export function dropZone(page: Page) {
  const skipped = page.getByRole('dialog', { name: /files? skipped$/ })
  return {
    /** The heading of an empty page. */
    heading: page.getByRole('heading', { name: /^Drop media/ }),
    files: page.getByLabel('Choose files'),
    folder: page.getByLabel('Choose folder'),
    /** Covers the page during a drag. */
    overlay: page.getByText('Drop to upload'),
    /** The open list of skipped files. */
    skipped,
    /** The button in the batch bar that counts skipped files. */
    skippedCount: (words: string | RegExp) => page.getByRole('button', { name: words }),
    /** Chooses an item of the menu beside "Choose files". */
    async chooseWay(name: 'Choose files' | 'Choose folder' | 'Paste'): Promise<void> {
      await page.getByRole('button', { name: 'More ways to add' }).click()
      await page.getByRole('menuitem', { name }).click()
    },
  }
}

/** The live region for screen readers. An assertive one interrupts their speech. */
export function announcement(page: Page, urgency: 'assertive' | 'polite') {
  return page.locator(`[aria-live=${urgency}]`)
}
