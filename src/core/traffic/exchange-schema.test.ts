import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyExchange, exchangeOf } from '../testing/made-exchanges.ts'
import { BODY_LIMIT } from './exchange.ts'
import { readExchanges } from './exchange-schema.ts'

describe('readExchanges', () => {
  it('reads what was written, as IndexedDB gives it back', () => {
    fc.assert(
      fc.property(anyExchange, (exchange) => {
        expect(readExchanges([structuredClone(exchange)])).toEqual([exchange])
      }),
    )
  })

  it('drops facts that it does not know', () => {
    const exchange = exchangeOf()
    expect(readExchanges([{ ...exchange, colour: 'green' }])).toStrictEqual([exchange])
  })

  it.each([
    ['nothing', undefined],
    ['a text', 'exchange'],
    ['an unknown gateway', { ...exchangeOf(), gateway: 'other' }],
    ['an unknown purpose', exchangeOf({ purpose: 'play' as 'page' })],
    ['a moment that no date can name', exchangeOf({ at: 1e17 })],
    ['a hash that is none', exchangeOf({ subject: { path: 'a', hash: 'sha256:1' } })],
    ['a status that is none', exchangeOf({ response: { status: 0 } })],
    ['a body beyond the limit', exchangeOf({ response: { body: 'a'.repeat(BODY_LIMIT + 1) } })],
    ['a header without a value', exchangeOf({ request: { headers: [['a'] as never] } })],
    ['no end', exchangeOf({ timing: { ended: Number.NaN } })],
    ['a time before its beginning', exchangeOf({ timing: { sent: -1 } })],
  ])('leaves out %s, and keeps its neighbours', (_, found) => {
    const exchange = exchangeOf()
    expect(readExchanges([exchange, found, exchange])).toEqual([exchange, exchange])
  })

  it('keeps a call whose problem is of another version', () => {
    const [read] = readExchanges([{ ...exchangeOf(), failure: { kind: 'moonlight' } }])
    expect(read?.failure).toMatchObject({ kind: 'unexpected' })
  })
})
