import { expect, it } from 'vitest'
import { atMost } from './figure.ts'
import { writeResultsPage } from './results-page.ts'
import { judge } from './table.ts'

it('writeResultsPage names missed targets and draws the processes', () => {
  const yardstick = { name: 'bare', values: [1, 1, 1] }
  const figure = { work: 'a load', unit: 's', ours: [1.2, 1.4, 1.3], yardstick } as const
  const usage = { browser: 1, renderer: 2, GPU: 0.5, utility: 0.25, server: 0.25 }
  const page = writeResultsPage({
    at: new Date(0),
    machine: '2 cores',
    runs: 3,
    rows: [
      judge('page', { ...figure, target: atMost(1.2) }),
      judge('page', { ...figure, target: atMost(1.3) }),
      judge('page', figure),
    ],
    usages: [{ work: 'a load', contenders: { bare: [{ usage, later: 0.1 }] } }],
  })
  expect(page).toContain('Targets: 1 met, 1 missed')
  expect(page).toContain('| page | a load | 1.30 s (1.20 to 1.40) | bare: 1.00 s')
  expect(page).toContain('- page, a load against bare: 1.30, target at most 1.2 of it\n')
  expect(page).toContain('| a load | bare | 1.00 | 2.00 | 0.50 | 0.25 | 0.25 | 4.00 | 0.10 |')
})
