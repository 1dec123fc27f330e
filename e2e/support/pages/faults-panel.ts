import type { Page } from '@playwright/test'
import { openInspector } from './inspector.ts'

/** The tab of the inspector that controls failures of the sandbox. */
export function faultsPanel(page: Page) {
  const region = page
    .getByRole('region', { name: 'Inspector', exact: true })
    .getByRole('tabpanel', { name: 'Failures' })
  return {
    region,
    /** The button in the header. It opens the tab. */
    pill: page.getByRole('banner').getByRole('button', { name: /^\d+ failures?$/ }),
    open: () => openInspector(page, 'Failures'),

    active: region.getByRole('list', { name: 'Active' }).getByRole('listitem'),

    /** The description of an active failure. */
    plan: (words: RegExp) =>
      region.getByRole('list', { name: 'Active' }).getByRole('listitem').filter({ hasText: words }),

    /** Adds a failure of the next uploads. */
    async meet(failure: string): Promise<void> {
      await region.getByLabel('Failure', { exact: true }).selectOption(failure)
      await region.getByRole('button', { name: 'Add' }).click()
    },

    calls: region.getByRole('textbox', { name: 'Calls' }),
    seconds: region.getByRole('textbox', { name: 'In seconds' }),
    limitRate: region.getByRole('button', { name: 'Apply Rate limit' }),

    async setFlaws(flaws: readonly string[]): Promise<void> {
      for (const flaw of flaws) await region.getByLabel(flaw, { exact: true }).check()
      await region.getByRole('button', { name: 'Apply Always' }).click()
    },

    noFaults: region.getByRole('button', { name: 'Clear all' }),
  }
}
