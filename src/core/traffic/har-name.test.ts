import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyExchange, exchangeOf } from '../testing/made-exchanges.ts'
import { harName } from './har-name.ts'

const hash = `sha256:${'a'.repeat(64)}` as const
const at = Date.UTC(2025, 2, 3, 14, 5, 9, 999)

it.each([
  ['shots/a.png', 'a.png'],
  ['Große Straße 1 (2).jpg', 'Große-Straße-1-2-.jpg'],
  ['../../etc/..', 'call'],
  ['<img src=x>', 'img-src-x'],
  [`${'a'.repeat(100)}.png`, `${'a'.repeat(56)}.png`],
])('harName names the file after the path %j', (path, name) => {
  const exchange = exchangeOf({ at, subject: { path, hash } })
  expect(harName(exchange)).toBe(`refdrop-${name}-2025-03-03T14-05-09.har`)
})

it('harName uses the last segment of the URL when the call has no file', () => {
  const url = 'https://api.varg.ai/v1/balance?a=b/c'
  expect(harName(exchangeOf({ at, subject: undefined, request: { url } }))).toBe(
    'refdrop-balance-2025-03-03T14-05-09.har',
  )
})

it('harName contains only letters, digits, dots and hyphens for any call', () => {
  fc.assert(
    fc.property(anyExchange, (exchange) => {
      expect(harName(exchange)).toMatch(/^refdrop-[\p{L}\p{N}.-]+\.har$/u)
    }),
  )
})
