import type { Page } from '@playwright/test'

/** The panel that controls faults of the sandbox. */
export function faultsPanel(page: Page) {
  const region = page.getByRole('region', { name: 'Sandbox faults' })
  return {
    region,
    open: () => region.getByText('Make faults').click(),

    /** The description of the active faults. */
    plan: (words: RegExp) => region.getByText(words),

    /** Adds a fault for the next uploads. */
    async meet(fault: string): Promise<void> {
      await region.getByLabel('Meet').selectOption(fault)
      await region.getByRole('button', { name: 'Add' }).click()
    },

    calls: region.getByLabel('Calls'),
    seconds: region.getByLabel('In seconds'),
    limitRate: region.getByRole('button', { name: 'Limit the rate' }),

    async setFlaws(flaws: readonly string[]): Promise<void> {
      for (const flaw of flaws) await region.getByLabel(flaw, { exact: true }).check()
      await region.getByRole('button', { name: 'Set flaws' }).click()
    },

    noFaults: region.getByRole('button', { name: 'No faults' }),
  }
}
