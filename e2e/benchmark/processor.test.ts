import { expect, it } from 'vitest'
import { processorTimeIn, totalOf, type Usage, usageBetween } from './processor.ts'
import { drawUsages } from './table.ts'

const at = (type: string, id: number, cpuTime: number) => ({ type, id, cpuTime })

it('usageBetween adds up what each kind of process used', () => {
  const before = [at('browser', 1, 2), at('renderer', 2, 1), at('renderer', 3, 4)]
  const after = [at('browser', 1, 3), at('renderer', 2, 3), at('renderer', 3, 5)]
  const usage = usageBetween(before, after)
  expect(usage).toEqual({ browser: 1, renderer: 3, GPU: 0, utility: 0, server: 0 })
  expect(totalOf(usage)).toBe(4)
})

it('usageBetween counts new processes whole and other types as utility', () => {
  const before = [at('network.mojom.NetworkService', 1, 2)]
  const after = [
    at('network.mojom.NetworkService', 1, 3),
    at('storage.mojom.StorageService', 2, 2),
    at('GPU', 3, 1),
    at('server', 4, 0.5),
  ]
  const usage = { browser: 0, renderer: 0, GPU: 1, utility: 3, server: 0.5 }
  expect(usageBetween(before, after)).toEqual(usage)
})

it('usageBetween omits processes that ended', () => {
  expect(totalOf(usageBetween([at('renderer', 1, 5)], []))).toBe(0)
})

it('processorTimeIn adds user and system time when the name contains spaces', () => {
  const stat = '42 (a (b) c) S 1 42 42 0 -1 4194560 900 0 0 0 150 25 7 8 20 0 11 0 1000'
  expect(processorTimeIn(stat)).toBe(1.75)
})

it('drawUsages draws a row for each contender', () => {
  const usage = { browser: 1, renderer: 2, GPU: 0.5, utility: 0.25, server: 0.25 }
  const busier = { ...usage, renderer: 4 }
  const spend = (some: Usage) => ({ usage: some, later: 0.1 })
  const table = drawUsages([
    { work: 'a load', contenders: { bare: [spend(usage)], Uppy: [spend(usage), spend(busier)] } },
  ])
  expect(table.split('\n').slice(2)).toEqual([
    '| a load | bare | 1.00 | 2.00 | 0.50 | 0.25 | 0.25 | 4.00 | 0.10 |',
    '| a load | Uppy | 1.00 (1.00 to 1.00) | 3.00 (2.00 to 4.00) | 0.50 (0.50 to 0.50) | 0.25 (0.25 to 0.25) | 0.25 (0.25 to 0.25) | 5.00 (4.00 to 6.00) | 0.10 (0.10 to 0.10) |',
  ])
})
