import { expect, it } from 'vitest'
import { exchangeOf } from '../testing/made-exchanges.ts'
import type { Exchange } from './exchange.ts'
import { sentVersion } from './sent-version.ts'

const URL = 'https://s3.varg.ai/u/1/a.png'

/** A call with this response body. */
function callWith(path: string, body: string, more: Partial<Exchange> = {}): Exchange {
  const made = exchangeOf()
  const response = { status: 200, headers: [], body, length: body.length, from: 'gateway' } as const
  const request = { ...made.request, url: `https://api.varg.ai${path}` }
  return { ...made, request, response, ...more }
}

it('the version of a URL is that of the newest upload that returned it', () => {
  const [one, two] = [
    callWith('/v1/files', JSON.stringify({ url: URL })),
    callWith('/v2/files', `{"url":"${URL.replaceAll('/', '\\/')}"}`),
  ]
  const failed = callWith('/v1/files', '{"error":"No"}')
  const check = callWith('/v1/files', JSON.stringify({ url: URL }), { purpose: 'check' })
  expect(sentVersion([failed, check, two, one], URL)).toBe(2)
  expect(sentVersion([one, two], URL)).toBe(1)
  expect(sentVersion([failed, check], URL)).toBeUndefined()
  expect(sentVersion([callWith('/v2/files', '', { response: undefined })], URL)).toBeUndefined()
})
