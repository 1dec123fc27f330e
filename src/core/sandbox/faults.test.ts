import { describe, expect, test } from 'vitest'
import { type FaultPlanInput, NO_FAULTS, parseFaultReport } from './faults.ts'
import { FLAWS } from './flaws.ts'
import { readFaultPlan } from './read-fault-plan.ts'

function read(plan: unknown) {
  return readFaultPlan(JSON.stringify(plan))
}

test('readFaultPlan fills omitted fields with no fault', () => {
  expect(read({})).toEqual({ plan: NO_FAULTS })
  expect(NO_FAULTS).toEqual({
    rateLimit: null,
    latency: 0,
    bytesPerSecond: null,
    next: [],
    chance: null,
    flaws: [],
  })
})

test('readFaultPlan fills omitted fields of nested objects', () => {
  const plan: FaultPlanInput = {
    rateLimit: { limit: 10, seconds: 0.5 },
    next: [{ kind: 'silence' }, { kind: 'html', status: 503, times: 2 }],
  }
  expect(read(plan)).toMatchObject({
    plan: {
      rateLimit: { limit: 10, seconds: 0.5, nested: false },
      next: [
        { kind: 'silence', times: 1 },
        { kind: 'html', status: 503, times: 2 },
      ],
    },
  })
})

test('readFaultPlan accepts all flaws together', () => {
  const flaws = [...FLAWS]
  expect(read({ flaws })).toEqual({ plan: { ...NO_FAULTS, flaws } })
})

const limit = { limit: 1, seconds: 1 }
const answer = { kind: 'answer', status: 500 }

describe('plan refusal', () => {
  test.each<[plan: unknown, field: string | undefined, sentence: RegExp]>([
    [7, undefined, /^The plan must be an object, not 7\.$/],
    [null, undefined, /^The plan must be an object, not null\.$/],
    [{ latancy: 5 }, 'latancy', /^There is no field latancy\.$/],
    [{ latency: -1 }, 'latency', /^latency must be from 0 to 60000, not -1\.$/],
    [{ latency: '5' }, 'latency', /^latency must be a number, not "5"\.$/],
    [{ bytesPerSecond: 0 }, 'bytesPerSecond', /from 1 to/],
    [{ bytesPerSecond: 1.5 }, 'bytesPerSecond', /must be a whole number, not 1\.5\.$/],
    [{ rateLimit: { seconds: 1 } }, 'rateLimit.limit', /^rateLimit\.limit is missing\.$/],
    [{ rateLimit: { ...limit, limit: 100_001 } }, 'rateLimit.limit', /from 1 to 100000/],
    [{ rateLimit: { ...limit, seconds: 0 } }, 'rateLimit.seconds', /from 0\.001 to 86400/],
    [{ rateLimit: { ...limit, tells: ['hints'] } }, 'rateLimit.tells.0', /not "hints"\.$/],
    [{ rateLimit: { ...limit, tells: ['reset-iso', 'reset-after'] } }, 'rateLimit.tells', /one/],
    [{ rateLimit: { ...limit, nested: 'yes' } }, 'rateLimit.nested', /must be true or false/],
    [{ next: answer }, 'next', /^next must be a list, not an object\.$/],
    [{ next: [{ status: 500 }] }, 'next.0.kind', /^next\.0\.kind is missing\.$/],
    [{ next: [answer, { kind: 'brake' }] }, 'next.1.kind', /"break" or .*, not "brake"\.$/],
    [{ next: [{ ...answer, times: 0 }] }, 'next.0.times', /from 1 to 100000, not 0\.$/],
    [{ next: [{ kind: 'answer', status: 199 }] }, 'next.0.status', /from 200 to 599/],
    [{ next: [{ kind: 'break' }] }, 'next.0.afterBytes', /is missing/],
    [{ next: [{ kind: 'stall', afterBytes: -1 }] }, 'next.0.afterBytes', /from 0 to/],
    [{ next: [{ kind: 'silence', status: 500 }] }, 'next.0.status', /There is no field/],
    [{ next: [{ ...answer, headers: { 'a b': '' } }] }, 'next.0.headers.a b', /name of a header/],
    [{ next: [{ ...answer, headers: { Date: 'b\r\nc: d' } }] }, 'next.0.headers.Date', /one line/],
    [{ next: [{ ...answer, mediaType: 'text/plain\nx' }] }, 'next.0.mediaType', /one line/],
    [{ next: Array(1001).fill(answer) }, 'next', /at most 1000 faults/],
    [{ chance: { share: 1.1, faults: [answer] } }, 'chance.share', /from 0 to 1, not 1\.1/],
    [{ chance: { share: 1, faults: [] } }, 'chance.faults', /something in it/],
    [{ chance: { share: 1, faults: [{ ...answer, times: 2 }] } }, undefined, /no field .*times/],
    [{ flaws: 'takes-empty' }, 'flaws', /must be a list/],
    [{ flaws: ['takes-empty', 'takes-all'] }, 'flaws.1', /"takes-empty".*, not "takes-all"\.$/],
    [{ flaws: ['no-ranges', 'no-ranges'] }, 'flaws', /must be a list that names each flaw once/],
  ])('readFaultPlan names the wrong field of %j', (plan, field, sentence) => {
    expect(read(plan)).toMatchObject({
      refusal: {
        error: 'ValidationError',
        message: expect.stringMatching(sentence),
        ...(field !== undefined && { field }),
      },
    })
  })
})

const plansWith = (headers: Record<string, string>) => [
  { next: [{ ...answer, headers }] },
  { chance: { share: 1, faults: [{ ...answer, headers }] } },
]

test.each([
  'Clear-Site-Data',
  'clear-site-data',
  'Set-Cookie',
  'Content-Security-Policy',
  'Content-Security-Policy-Report-Only',
  'Refresh',
  'Location',
  'Content-Location',
  'Link',
  'Strict-Transport-Security',
  'Service-Worker-Allowed',
  'Access-Control-Allow-Origin',
  'Cross-Origin-Resource-Policy',
  'X-Content-Type-Options',
  'Cache-Control',
  'ETag',
  'Vary',
  'NEL',
  'Report-To',
  'Alt-Svc',
  'WWW-Authenticate',
  'SourceMap',
  'X-Refdrop-Headers',
  'Content-Length',
  'Transfer-Encoding',
  'Connection',
  'X-RateLimitless',
  'X-Odd',
])('a fault plan refuses the header %s and names the allowed ones', (name) => {
  for (const plan of plansWith({ 'Retry-After': '1', [name]: '"*"' })) {
    const { refusal } = read(plan) as { refusal: { message: string; field: string } }
    expect(refusal.field).toMatch(new RegExp(`\\.headers\\.${name}$`))
    expect(refusal.message).toContain(`not "${name}".`)
    expect(refusal.message).toContain(
      'Content-Type, Content-Encoding, Content-Language, Retry-After',
    )
    expect(refusal.message).toContain('RateLimit')
  }
})

test('a fault plan accepts the headers that the proxy passes back, in any case', () => {
  const names = [
    'content-type',
    'Content-Encoding',
    'CONTENT-LANGUAGE',
    'Retry-After',
    'x-request-id',
    'CF-RAY',
    'Date',
    'RateLimit',
    'RateLimit-Policy',
    'x-ratelimit-reset',
    'X-RateLimit-Remaining',
  ]
  const headers = Object.fromEntries(names.map((name) => [name, '1']))
  for (const plan of plansWith(headers)) expect(read(plan)).toMatchObject({ plan })
})

test.each(['', '{', 'undefined'])('readFaultPlan refuses “%s”, which is not JSON', (text) => {
  expect(readFaultPlan(text)).toMatchObject({ refusal: { message: 'The plan is not JSON.' } })
})

test('parseFaultReport returns a report unchanged', () => {
  const seen = { uploads: 3, accepted: 1, limited: 1, faulted: 1, stored: 1 }
  const report = { plan: NO_FAULTS, seen }
  expect(parseFaultReport(JSON.parse(JSON.stringify(report)))).toEqual(report)
  expect(() => parseFaultReport({ ...report, seen: { ...seen, stored: -1 } })).toThrow()
})
