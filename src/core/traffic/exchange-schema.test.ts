import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyExchange, exchangeOf } from '../testing/made-exchanges.ts'
import { BODY_LIMIT } from './exchange.ts'
import { readExchanges } from './exchange-schema.ts'

describe('readExchanges', () => {
  it('restores any exchange after a structured clone', () => {
    fc.assert(
      fc.property(anyExchange, (exchange) => {
        expect(readExchanges([structuredClone(exchange)])).toEqual([exchange])
      }),
    )
  })

  it('drops unknown fields', () => {
    const exchange = exchangeOf()
    expect(readExchanges([{ ...exchange, colour: 'green' }])).toStrictEqual([exchange])
  })

  it.each([
    ['undefined', undefined],
    ['a string', 'exchange'],
    ['an unknown gateway', { ...exchangeOf(), gateway: 'other' }],
    ['an unknown purpose', exchangeOf({ purpose: 'play' as 'page' })],
    ['a time beyond the maximum date', exchangeOf({ at: 1e17 })],
    ['an invalid hash', exchangeOf({ subject: { path: 'a', hash: 'sha256:1' } })],
    ['an invalid status', exchangeOf({ response: { status: 0 } })],
    ['a body beyond the limit', exchangeOf({ response: { body: 'a'.repeat(BODY_LIMIT + 1) } })],
    ['a header without a value', exchangeOf({ request: { headers: [['a'] as never] } })],
    ['no end time', exchangeOf({ timing: { ended: Number.NaN } })],
    ['a negative time', exchangeOf({ timing: { sent: -1 } })],
  ])('skips only the invalid value when it is or has %s', (_, found) => {
    const exchange = exchangeOf()
    expect(readExchanges([exchange, found, exchange])).toEqual([exchange, exchange])
  })

  it('reads an unknown kind of problem as unexpected', () => {
    const [read] = readExchanges([{ ...exchangeOf(), failure: { kind: 'moonlight' } }])
    expect(read?.failure).toMatchObject({ kind: 'unexpected' })
  })
})
