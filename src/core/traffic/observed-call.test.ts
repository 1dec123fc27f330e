import { describe, expect, it } from 'vitest'
import type { HeaderList } from '../api/credential.ts'
import { BODY_LIMIT } from './exchange.ts'
import { type CallContext, headerOf, type ObservedCall, toExchange } from './observed-call.ts'
import {
  encodeReportedHeaders,
  REPORTED_HEADERS_HEADER,
  REQUEST_ID_HEADER,
} from './refdrop-headers.ts'

const SECRET = '0123456789abcdef'
const KEY = `varg_${SECRET}`

const CONTEXT: CallContext = {
  id: '1-1',
  purpose: 'upload',
  gateway: 'varg',
  subject: { path: 'a.png', hash: 'sha256:a' },
  test: ['without X-Content-Hash'],
  url: 'https://api.varg.ai/v1/files',
  waited: 3,
  hashed: 4,
}

function observedCall(facts: Partial<ObservedCall> = {}): ObservedCall {
  return {
    at: 1_700_000_000_000,
    method: 'POST',
    path: '/api/v1/files',
    headers: [
      ['Authorization', `Bearer ${KEY}`],
      ['X-Refdrop-Rate', '100'],
    ],
    body: { size: 9, hash: 'sha256:a' },
    sent: 20,
    answered: 30,
    ended: 40,
    ...facts,
  }
}

function answered(headers: HeaderList, body = '{}', status = 200): ObservedCall {
  return observedCall({ response: { status, headers, body } })
}

describe('toExchange', () => {
  it('holds all facts of a call without a response', () => {
    const failure = { kind: 'no-connection' } as const
    expect(toExchange(observedCall({ failure }), CONTEXT)).toEqual({
      id: '1-1',
      requestId: undefined,
      at: 1_700_000_000_000,
      purpose: 'upload',
      gateway: 'varg',
      subject: { path: 'a.png', hash: 'sha256:a' },
      test: ['without X-Content-Hash'],
      request: {
        method: 'POST',
        url: 'https://api.varg.ai/v1/files',
        headers: [['Authorization', 'Bearer varg_…cdef']],
        isAsSent: false,
        body: { size: 9, hash: 'sha256:a' },
      },
      response: undefined,
      failure,
      timing: { waited: 3, hashed: 4, connected: undefined, sent: 20, answered: 30, ended: 40 },
    })
  })

  it('keeps a JSON body without keys, unless it is long', () => {
    const textOf = (text: string) =>
      toExchange(observedCall({ body: { size: 9, text } }), CONTEXT).request.body
    expect(textOf(`{"a":"${KEY}"}`)).toEqual({ size: 9, text: '{"a":"varg_…cdef"}' })
    expect(textOf('x'.repeat(BODY_LIMIT))).toHaveProperty('text')
    expect(textOf('x'.repeat(BODY_LIMIT + 1))).toEqual({ size: 9 })
  })

  it('omits the body when no body was sent', () => {
    expect(toExchange(observedCall({ body: undefined }), CONTEXT).request).not.toHaveProperty(
      'body',
    )
  })

  it('shows the headers that our server reported, without its own', () => {
    const reported = encodeReportedHeaders({
      sent: [
        ['Authorization', `Bearer ${KEY}`],
        ['X-Ünïcode', '\r\n"%'],
      ],
      got: [
        ['Set-Cookie', 'id=1'],
        ['X-Echo', KEY],
      ],
    })
    expect(reported).toMatch(/^[\x21-\x7e]+$/)
    const { request, response } = toExchange(
      answered([
        ['Content-Security-Policy', 'sandbox'],
        [REPORTED_HEADERS_HEADER.toLowerCase(), reported],
      ]),
      CONTEXT,
    )
    expect(request).toMatchObject({
      isAsSent: true,
      headers: [
        ['Authorization', 'Bearer varg_…cdef'],
        ['X-Ünïcode', '\r\n"%'],
      ],
    })
    expect(response).toMatchObject({
      from: 'gateway',
      headers: [
        ['Set-Cookie', '(not shown)'],
        ['X-Echo', 'varg_…cdef'],
      ],
    })
  })

  it('attributes a response to our server when it reports no gateway headers', () => {
    const reported = encodeReportedHeaders({ sent: [['Host', 'api.varg.ai']] })
    const { response } = toExchange(
      answered(
        [
          ['A', 'b'],
          [REPORTED_HEADERS_HEADER, reported],
        ],
        '{}',
        502,
      ),
      CONTEXT,
    )
    expect(response).toMatchObject({ from: 'server', status: 502, headers: [['A', 'b']] })
  })

  it.each([
    '',
    '%',
    'null',
    '%5B%5D',
    encodeURIComponent('{"sent":[["a"]]}'),
    encodeURIComponent('{"sent":1}'),
  ])('falls back to the headers of the page when %j is reported', (reported) => {
    const { request, response } = toExchange(
      answered([
        [REPORTED_HEADERS_HEADER, reported],
        ['A', 'b'],
      ]),
      CONTEXT,
    )
    expect(request).toMatchObject({
      isAsSent: false,
      headers: [['Authorization', 'Bearer varg_…cdef']],
    })
    expect(response?.headers).toEqual([['A', 'b']])
  })

  it('holds the request id of our server', () => {
    expect(toExchange(answered([[REQUEST_ID_HEADER, 'r1']]), CONTEXT).requestId).toBe('r1')
  })

  it.each([
    ['connect;dur=12.5', 12.5],
    ['connect;dur=0;desc=reused, first-byte;dur=3', 0],
    ['total;dur=9,connect;dur=4', 4],
    ['disconnect;dur=4', undefined],
    ['connect;desc=reused', undefined],
    ['', undefined],
  ])('reads the connection time from Server-Timing: %s', (value, connected) => {
    const { timing } = toExchange(answered([['server-timing', value]]), CONTEXT)
    expect(timing.connected).toBe(connected)
  })

  it('truncates a long body', () => {
    const body = 'a'.repeat(BODY_LIMIT + 1)
    const { response } = toExchange(answered([], body), CONTEXT)
    expect(response).toMatchObject({ body: body.slice(1), length: BODY_LIMIT + 1 })
  })

  it('masks keys in bodies before truncating them', () => {
    const short = toExchange(answered([], `{"key":"${KEY}"}`), CONTEXT).response
    expect(short?.body).toBe('{"key":"varg_…cdef"}')
    expect(short?.length).toBe(short?.body.length)
    const start = ' '.repeat(BODY_LIMIT - 20)
    const cut = toExchange(answered([], `${start}${KEY}${'x'.repeat(99)}`), CONTEXT).response
    expect(cut?.body.trim()).toBe('varg_…xxxx')
  })

  it('hides the secret of the sent key when the response encodes it', () => {
    const body = `{"message":"varg\\u005f${SECRET}"}`
    const response = { status: 401, headers: [['X-Echo', `varg%5F${SECRET}`] as const], body }
    const headers = [['Authorization', `Bearer varg_${SECRET}`] as const]
    const failure = { kind: 'refused', status: 401, code: 'x', message: SECRET } as const
    const exchange = toExchange(observedCall({ headers, response, failure }), CONTEXT)
    expect(JSON.stringify(exchange)).not.toContain(SECRET)
    expect(exchange.response?.body).toBe('{"message":"varg\\u005f…cdef"}')
  })

  it('keeps the file name when it looks like a key', () => {
    const subject = { path: `varg_${SECRET}.png`, hash: 'sha256:a' } as const
    expect(toExchange(observedCall(), { ...CONTEXT, subject }).subject).toEqual(subject)
  })

  it('masks keys in the URL and in the failure', () => {
    const failure = { kind: 'refused', status: 401, code: KEY, message: `Bad key ${KEY}` } as const
    const exchange = toExchange(observedCall({ failure }), {
      ...CONTEXT,
      url: `https://x.test/?${KEY}`,
    })
    expect(exchange.request.url).toBe('https://x.test/?varg_…cdef')
    expect(exchange.failure).toMatchObject({ code: 'varg_…cdef', message: 'Bad key varg_…cdef' })
    expect(toExchange(observedCall({ failure: 'aborted' }), CONTEXT).failure).toBe('aborted')
  })
})

it('headerOf finds the first header with a name of any case', () => {
  const headers = [
    ['A', '1'],
    ['b', '2'],
    ['B', '3'],
  ] as const
  expect(headerOf(headers, 'B')).toBe('2')
  expect(headerOf(headers, 'a')).toBe('1')
  expect(headerOf(headers, 'c')).toBeUndefined()
})
