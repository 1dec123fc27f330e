import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyExchange, exchangeOf } from '../../testing/made-exchanges.ts'
import { rawHttpOf } from './raw-http.ts'

const DIGITS = 'a'.repeat(64)

describe('rawHttpOf', () => {
  it('writes a call as on the wire, without the bytes of the file', () => {
    expect(rawHttpOf(exchangeOf({ response: { body: '{"a":1}' } }))).toBe(
      [
        'POST /v1/files HTTP/1.1',
        'Host: api.varg.ai',
        'Authorization: Bearer varg_…1234',
        'Content-Type: application/octet-stream',
        `X-Content-Hash: sha256:${DIGITS}`,
        'User-Agent: Mozilla/5.0',
        'Content-Length: 1000',
        'Expect: 100-continue',
        '',
        `<1,000 bytes, sha256:${DIGITS}>`,
        '',
        'HTTP/1.1 200 OK',
        'Content-Type: application/json',
        'X-Request-Id: gateway-1',
        'CF-Ray: 8f00-FRA',
        '',
        '{"a":1}',
        '',
      ].join('\n'),
    )
  })

  it('writes a kept body', () => {
    const request = { headers: [], body: { size: 9, text: '{"a":1,\u202e' } }
    expect(rawHttpOf(exchangeOf({ request }))).toContain(
      'Host: api.varg.ai\n\n{"a":1,\\u202e\n\nHTTP/1.1 200 OK',
    )
  })

  it('adds a Host header from the URL when the sent headers lack one', () => {
    const request = { headers: [], url: 'http://127.0.0.1:99/v1/files?a=1', body: { size: 1 } }
    expect(rawHttpOf(exchangeOf({ request }))).toMatch(
      /^POST \/v1\/files\?a=1 HTTP\/1\.1\nHost: 127\.0\.0\.1:99\n\n<1 byte>\n\n/,
    )
  })

  it.each([
    [
      { failure: { kind: 'no-connection' }, response: undefined },
      '<no answer: The connection broke',
    ],
    [{ failure: 'aborted', response: undefined }, '<no answer: You stopped it'],
    [{ response: undefined }, '<no answer>'],
    [{ response: { body: 'abc', length: 9 } }, 'abc\n<the first 3 of 9 characters>'],
    [
      { response: { status: 502, from: 'server' } },
      "<by Refdrop's own server, not by the gateway>\nHTTP/1.1 502 Bad Gateway",
    ],
    [{ response: { status: 524 } }, 'HTTP/1.1 524\n'],
    [{ failure: { kind: 'cdn-page', status: 403 } }, "\n<The gateway's CDN blocked this"],
  ] as const)('describes the outcome of %j', (facts, words) => {
    expect(rawHttpOf(exchangeOf(facts))).toContain(words)
  })

  it('escapes line breaks and invisible characters in headers and body', () => {
    const headers = [['X-A', 'a\r\nX-Made-Up: 1\u202e\u0000\u{e0067}']] as const
    const body = 'one\r\ntwo\u001b[2J'
    const raw = rawHttpOf(exchangeOf({ response: { headers, body } }))
    expect(raw).toContain(
      '\nX-A: a\\u000d\\u000aX-Made-Up: 1\\u202e\\u0000\\u{e0067}\n\none\ntwo\\u001b[2J\n',
    )
  })

  it('writes one line per header and no key for any call', () => {
    const property = fc.property(anyExchange, (exchange) => {
      const raw = rawHttpOf(exchange)
      expect(raw).not.toMatch(/varg_[A-Za-z0-9_-]/)
      expect(raw).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u)
      const [head = ''] = raw.split('\n\n')
      const { headers } = exchange.request
      const isHostAdded = !headers.some(([name]) => name.toLowerCase() === 'host')
      const most = headers.length + (isHostAdded ? 2 : 1)
      expect([most, isHostAdded ? most - 1 : most]).toContain(head.split('\n').length)
      expect(raw.includes('\nHTTP/1.1 ')).toBe(exchange.response !== undefined)
    })
    fc.assert(property)
  })
})
