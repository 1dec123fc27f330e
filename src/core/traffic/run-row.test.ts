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

describe('a send', () => {
  test('that is not over has its number only', () => {
    expect(describeSend(undefined, 4)).toEqual({ number: 5 })
  })

  test('that went well tells what the gateway answered', () => {
    expect(rowOf({})).toEqual({
      number: 1,
      status: 200,
      milliseconds: 100,
      deduplicated: false,
      url: URL_OF_FILE,
      trouble: undefined,
    })
  })

  test.each<[string, ExchangeFacts, Partial<RunRow>]>([
    [
      'the gateway refused it',
      { response: { status: 400, body: refusal('ValidationError', 'Bad hash') } },
      { status: 400, trouble: 'ValidationError: Bad hash', url: undefined },
    ],
    [
      'it was refused without a word',
      { response: { status: 413, body: '', headers: [] } },
      { status: 413, trouble: 'The gateway finds the file too large' },
    ],
    [
      'the CDN answered in its place',
      { response: { status: 502, headers: [['content-type', 'text/html']], body: '<h1>' } },
      { status: 502, trouble: expect.stringContaining('CDN') },
    ],
    [
      'our server says that there is no answer',
      {
        response: {
          status: 502,
          from: 'server',
          body: refusal('ProxyError', 'The gateway closed the connection.'),
        },
      },
      { status: undefined, trouble: 'The gateway closed the connection.' },
    ],
    [
      'the answer breaks the contract',
      { response: { status: 200, body: '{}' } },
      { status: 200, trouble: expect.stringContaining('file_id') },
    ],
    [
      'the answer is about other bytes',
      { failure: { kind: 'mismatch', fact: 'size', expected: '1', got: '2' } },
      { status: 200, url: URL_OF_FILE, trouble: expect.stringContaining('another size') },
    ],
    [
      'there was no answer',
      { response: undefined, failure: { kind: 'stalled', seconds: 30 } },
      { status: undefined, trouble: 'No byte went out for 30 seconds' },
    ],
    [
      'nobody says why there was none',
      { response: undefined },
      { status: undefined, trouble: 'The connection broke before the gateway answered' },
    ],
    [
      'somebody broke it off',
      { response: undefined, failure: 'aborted' },
      { status: undefined, trouble: 'Broken off before it was over' },
    ],
  ])('says what it came to where %s', (_, facts, wanted) => {
    expect(rowOf(facts)).toMatchObject({ number: 1, milliseconds: 100, ...wanted })
  })

  test('masks a key that the gateway says back', () => {
    const message = 'No such key: varg_abcdefghijklmnop1234'
    const failure = { kind: 'refused', status: 401, code: 'AuthError', message } as const
    expect(rowOf({ failure }).trouble).toBe('AuthError: No such key: varg_…1234')
  })

  test('is a line, whatever was answered', () => {
    fc.assert(
      fc.property(anyExchange, (exchange) => {
        const row = describeSend(exchange, 0)
        expect(row.milliseconds).toBe(exchange.timing.ended)
        // One of them, so that no line stands there without a word.
        expect(row.url ?? row.trouble).toBeTruthy()
      }),
    )
  })
})

const ROWS: RunRow[] = [
  { number: 1, status: 200, milliseconds: 80.4, deduplicated: true, url: URL_OF_FILE },
  { number: 2, milliseconds: 9000, trouble: 'It broke, “here”' },
  { number: 3, status: 400, milliseconds: 20, trouble: 'No: "x", y' },
  { number: 4 },
]

test('only answers count for how long one takes', () => {
  expect(summarizeRows(ROWS)).toEqual({ minimum: 20, median: 50.2, maximum: 80.4 })
  expect(summarizeRows(ROWS.slice(1, 2))).toBeUndefined()
})

test('as CSV it holds every send that is over', () => {
  expect(writeRunCsv(ROWS).split('\r\n')).toEqual([
    'number,status,milliseconds,deduplicated,url,error',
    `1,200,80,true,${URL_OF_FILE},`,
    '2,,9000,,,"It broke, “here”"',
    '3,400,20,,,"No: ""x"", y"',
    '',
  ])
})

test('as CSV nothing that a gateway says is a formula', () => {
  const row = { number: 1, milliseconds: 1, url: '=cmd|x!A1', trouble: '@SUM(1)' }
  expect(writeRunCsv([row]).split('\r\n')[1]).toBe("1,,1,,'=cmd|x!A1,'@SUM(1)")
})
