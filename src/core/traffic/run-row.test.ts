import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyExchange, type ExchangeFacts, exchangeOf } from '../testing/made-exchanges.ts'
import { describeSend, type RunRow, summarizeRows, writeRunCsv } from './run-row.ts'

const URL_OF_FILE = `https://s3.varg.ai/u/1/${'a'.repeat(64)}.png`

function rowOf(facts: ExchangeFacts): RunRow {
  return describeSend(exchangeOf(facts), 0)
}

function refusal(error: string, message: string): string {
  return JSON.stringify({ error, message })
}

describe('describeSend', () => {
  test('returns only the number when the send is under way', () => {
    expect(describeSend(undefined, 4)).toEqual({ number: 5 })
  })

  test('returns the facts of the response when the send succeeded', () => {
    expect(rowOf({})).toEqual({
      number: 1,
      status: 200,
      milliseconds: 100,
      deduplicated: false,
      url: URL_OF_FILE,
      error: undefined,
    })
  })

  test.each<[string, ExchangeFacts, Partial<RunRow>]>([
    [
      'the gateway rejected it',
      { response: { status: 400, body: refusal('ValidationError', 'Bad hash') } },
      { status: 400, error: 'ValidationError: Bad hash', url: undefined },
    ],
    [
      'the rejection has no message',
      { response: { status: 413, body: '', headers: [] } },
      { status: 413, error: 'Too large for the gateway' },
    ],
    [
      'the response is a page of the CDN',
      { response: { status: 502, headers: [['content-type', 'text/html']], body: '<h1>' } },
      { status: 502, error: expect.stringContaining('CDN') },
    ],
    [
      'our server reports that there is no response',
      {
        response: {
          status: 502,
          from: 'server',
          body: JSON.stringify({
            error: 'ProxyError',
            message: 'a.test closed the connection.',
            reason: 'connection-closed',
            facts: { host: 'a.test' },
          }),
        },
      },
      { status: undefined, error: 'a.test closed the connection, so it may have arrived' },
    ],
    [
      'the response violates the contract',
      { response: { status: 200, body: '{}' } },
      { status: 200, error: expect.stringContaining('file_id') },
    ],
    [
      'the response describes other bytes',
      { failure: { kind: 'mismatch', fact: 'size', expected: '1', got: '2' } },
      { status: 200, url: URL_OF_FILE, error: expect.stringContaining('(expected 1, got 2)') },
    ],
    [
      'there was no response',
      { response: undefined, failure: { kind: 'stalled', seconds: 30 } },
      { status: undefined, error: 'No byte was sent for 30 s' },
    ],
    [
      'there was no response and no failure',
      { response: undefined },
      { status: undefined, error: 'The connection broke before the gateway answered' },
    ],
    [
      'the send was aborted',
      { response: undefined, failure: 'aborted' },
      { status: undefined, error: 'You stopped it' },
    ],
  ])('returns the error when %s', (_, facts, wanted) => {
    expect(rowOf(facts)).toMatchObject({ number: 1, milliseconds: 100, ...wanted })
  })

  test('masks a key in a message of the gateway', () => {
    const message = 'No such key: varg_abcdefghijklmnop1234'
    const failure = { kind: 'refused', status: 401, code: 'AuthError', message } as const
    expect(rowOf({ failure }).error).toBe('AuthError: No such key: varg_…1234')
  })

  test('returns a URL or an error for any call', () => {
    fc.assert(
      fc.property(anyExchange, (exchange) => {
        const row = describeSend(exchange, 0)
        expect(row.milliseconds).toBe(exchange.timing.ended)
        // A row without both would be empty.
        expect(row.url ?? row.error).toBeTruthy()
      }),
    )
  })
})

const ROWS: RunRow[] = [
  { number: 1, status: 200, milliseconds: 80.4, deduplicated: true, url: URL_OF_FILE },
  { number: 2, milliseconds: 9000, error: 'It broke, “here”' },
  { number: 3, status: 400, milliseconds: 20, error: 'No: "x", y' },
  { number: 4 },
]

test('summarizeRows counts only sends with a response', () => {
  expect(summarizeRows(ROWS)).toEqual({ minimum: 20, median: 50.2, maximum: 80.4 })
  expect(summarizeRows(ROWS.slice(1, 2))).toBeUndefined()
})

test('writeRunCsv writes every finished send', () => {
  expect(writeRunCsv(ROWS).split('\r\n')).toEqual([
    'number,status,milliseconds,deduplicated,url,error',
    `1,200,80,true,${URL_OF_FILE},`,
    '2,,9000,,,"It broke, “here”"',
    '3,400,20,,,"No: ""x"", y"',
    '',
  ])
})

test('writeRunCsv neutralizes formulas of a gateway', () => {
  const row = { number: 1, milliseconds: 1, url: '=cmd|x!A1', error: '@SUM(1)' }
  expect(writeRunCsv([row]).split('\r\n')[1]).toBe("1,,1,,'=cmd|x!A1,'@SUM(1)")
})
