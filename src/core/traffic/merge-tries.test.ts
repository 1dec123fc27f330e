import { describe, expect, it } from 'vitest'
import { exchangeOf } from '../testing/made-exchanges.ts'
import { mergeTries } from './merge-tries.ts'

const hash = `sha256:${'a'.repeat(64)}` as const
const other = `sha256:${'b'.repeat(64)}` as const
const target = { gateway: 'varg', hash } as const

describe('mergeTries', () => {
  it('sorts calls newest first without duplicates', () => {
    const [first, second, third] = ['1', '2', '3'].map((id) => exchangeOf({ id }))
    if (!first || !second || !third) throw new Error('Three were made.')
    const tries = mergeTries(target, [second, first], [third, exchangeOf({ id: '2' })])
    expect(tries.map(({ id }) => id)).toEqual(['3', '2', '1'])
  })

  it('selects the calls of this file and gateway from the log', () => {
    const log = [
      exchangeOf({ id: '1' }),
      exchangeOf({ id: '2', gateway: 'sandbox' }),
      exchangeOf({ id: '3', subject: { path: 'shots/a.png', hash: other } }),
      exchangeOf({ id: '4', subject: undefined }),
    ]
    expect(mergeTries(target, [], log).map(({ id }) => id)).toEqual(['1'])
  })
})
