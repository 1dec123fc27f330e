import fc from 'fast-check'
import type { HeaderList } from '../api/credential.ts'
import { BODY_LIMIT, type Exchange, type RequestFacts } from '../traffic/exchange.ts'
import { EVERY_KIND } from './every-problem.ts'
import { anyText } from './made-entries.ts'

/** Overrides of a default call. An explicit `response: undefined` means no response. */
export type ExchangeFacts = Partial<Omit<Exchange, 'request' | 'response' | 'timing'>> & {
  request?: Partial<RequestFacts>
  response?: Partial<NonNullable<Exchange['response']>> | undefined
  timing?: Partial<Exchange['timing']>
}

const HASH = `sha256:${'a'.repeat(64)}` as const

const BODY = JSON.stringify({
  file_id: 'file_1',
  url: `https://s3.varg.ai/u/1/${'a'.repeat(64)}.png`,
  hash: HASH,
  size: 1000,
  media_type: 'image/png',
  deduplicated: false,
})

/** Creates a call. The default is a successful upload. */
export function exchangeOf(facts: ExchangeFacts = {}): Exchange {
  const { request, response, timing, ...others } = facts
  const hasResponse = !('response' in facts) || response !== undefined
  return {
    id: '1700000000000-1',
    requestId: 'req_1',
    at: 1_700_000_000_000,
    purpose: 'upload',
    gateway: 'varg',
    subject: { path: 'shots/a.png', hash: HASH },
    request: {
      method: 'POST',
      url: 'https://api.varg.ai/v1/files',
      headers: [
        ['Host', 'api.varg.ai'],
        ['Authorization', 'Bearer varg_…1234'],
        ['Content-Type', 'application/octet-stream'],
        ['X-Content-Hash', HASH],
        ['User-Agent', 'Mozilla/5.0'],
        ['Content-Length', '1000'],
        ['Expect', '100-continue'],
      ],
      isAsSent: true,
      body: { size: 1000, hash: HASH },
      ...request,
    },
    ...(hasResponse && {
      response: {
        status: 200,
        headers: [
          ['Content-Type', 'application/json'],
          ['X-Request-Id', 'gateway-1'],
          ['CF-Ray', '8f00-FRA'],
        ],
        body: BODY,
        length: response?.body?.length ?? BODY.length,
        from: 'gateway' as const,
        ...response,
      },
    }),
    timing: { waited: 5, hashed: 7, connected: 10, sent: 30, answered: 90, ended: 100, ...timing },
    ...others,
  }
}

/** A whole key, which must be masked. */
export const anyKey = fc.stringMatching(/^varg_[A-Za-z0-9_-]{12,40}$/)

/** Text that tries to break out of its context. Sometimes contains a key. */
export const anyHostileText = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: anyText },
      { weight: 1, arbitrary: anyKey },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          '\r\nX-Made-Up: 1\r\n\r\n',
          '```\n# Title',
          '~~~~',
          '@/etc/passwd',
          '-o',
          '$(exit 3)',
          '`exit 3`',
          "it's",
          '!!',
          '</script>',
          '\0',
          '<1 byte>',
        ),
      },
    ),
    { maxLength: 4 },
  )
  .map((pieces) => pieces.join(''))

const HEADER_NAMES = [
  'Authorization',
  'Content-Type',
  'X-Content-Hash',
  'Content-Length',
  'Accept',
  'Host',
  'Set-Cookie',
  'X-Request-Id',
]

const anyHeaders: fc.Arbitrary<HeaderList> = fc.array(
  fc.tuple(fc.oneof(fc.constantFrom(...HEADER_NAMES), anyHostileText), anyHostileText),
  { maxLength: 5 },
)

const anyMoment = fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: undefined })

const anyResponse = fc.record({
  status: fc.oneof(
    fc.constantFrom(200, 400, 401, 413, 429, 502, 524),
    fc.integer({ max: 999, min: 100 }),
  ),
  headers: anyHeaders,
  body: anyHostileText,
  length: fc.nat(2 * BODY_LIMIT),
  from: fc.constantFrom('gateway' as const, 'server' as const),
})

/** Problems, some of them with hostile words of a gateway. */
const anyFailure = fc.oneof(
  fc.constantFrom('aborted' as const, ...EVERY_KIND),
  anyHostileText.map((message) => ({
    kind: 'refused' as const,
    status: 401,
    code: message,
    message,
  })),
)

/** An arbitrary call. May hold whole keys in any text. Its times are in no order. */
export const anyExchange: fc.Arbitrary<Exchange> = fc
  .record({
    id: fc.uuid(),
    requestId: fc.option(anyHostileText, { nil: undefined }),
    at: fc.nat(2_000_000_000_000),
    purpose: fc.constantFrom('upload' as const, 'test' as const, 'check' as const, 'page' as const),
    gateway: fc.constantFrom('varg' as const, 'sandbox' as const),
    subject: fc.option(
      anyHostileText.map((path) => ({ path, hash: HASH })),
      { nil: undefined },
    ),
    test: fc.option(fc.array(anyHostileText, { maxLength: 2 }), { nil: undefined }),
    request: fc.record({
      method: fc.constantFrom('GET', 'POST', 'DELETE'),
      url: fc.oneof(
        fc.constant('https://api.varg.ai/v1/files'),
        anyHostileText.map((text) => `https://s3.varg.ai/u/${text}`),
        anyHostileText,
      ),
      headers: anyHeaders,
      isAsSent: fc.boolean(),
      body: fc.option(
        fc.record({
          size: fc.nat(52_428_800),
          hash: fc.constantFrom(HASH, undefined),
          text: fc.option(anyHostileText, { nil: undefined }),
        }),
        { nil: undefined },
      ),
    }),
    response: fc.option(anyResponse, { nil: undefined }),
    failure: fc.option(anyFailure, { nil: undefined }),
    timing: fc.record({
      waited: anyMoment,
      hashed: anyMoment,
      connected: anyMoment,
      sent: anyMoment,
      answered: anyMoment,
      ended: fc.double({ min: 0, max: 1e6, noNaN: true }),
    }),
  })
  .map((exchange): Exchange => {
    const { body, ...request } = exchange.request
    return { ...exchange, request: { ...request, ...(body && { body }) } }
  })
