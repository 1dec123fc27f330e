import { expect, it } from 'vitest'
import { foldCapacity, writeCapacity } from './capacity-section.ts'

const SECTION = writeCapacity({
  at: new Date(0),
  machine: '2 cores',
  capacity: {
    traffic: [
      {
        traffic: { words: '1 MB', size: 1e6, connections: 50, uploads: 1000 },
        runs: [
          { processor: 2, memory: 80 },
          { processor: 4, memory: 90 },
          { processor: 3, memory: 100 },
        ],
      },
    ],
    kept: [{ uploads: 12_000, heap: 10.04, memory: 90 }],
  },
})

it('writeCapacity draws processor time and memory', () => {
  expect(SECTION).toMatch(/^## Capacity of one process\n\n/)
  expect(SECTION).toContain('- Machine: 2 cores\n- Values: medians of 3 interleaved runs')
  expect(SECTION).toContain(
    '| 1 MB | 50 | 3.00 (2.00 to 4.00) | 3.00 (2.00 to 4.00) | 333 (250 to 500) | 90.0 MiB (80.0 to 100) |',
  )
  expect(SECTION).toContain('| 12,000 | 10.0 MiB | 90.0 MiB |\n')
})

it('foldCapacity adds the section to a page without one', () => {
  expect(foldCapacity('# Results\n\n## Missed\n\nNone.\n', SECTION)).toBe(
    `# Results\n\n## Missed\n\nNone.\n\n${SECTION}`,
  )
})

it('foldCapacity replaces only the earlier section', () => {
  const old = '## Capacity of one process\n\nOld.\n'
  expect(foldCapacity(`# Results\n\n${old}`, SECTION)).toBe(`# Results\n\n${SECTION}`)
  expect(foldCapacity(`# Results\n\n${old}\n## Missed\n\nNone.\n`, SECTION)).toBe(
    `# Results\n\n${SECTION}\n## Missed\n\nNone.\n`,
  )
})
