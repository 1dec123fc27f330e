import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeRequest, type RequestFacts } from './request-line.ts'

const TIME = new Date('2026-02-03T04:05:06.789Z')

const FACTS: RequestFacts = {
  id: '0123456789abcdef',
  method: 'POST',
  mountPath: '/api',
  url: '/v1/files',
  status: 200,
  received: 52_428_800,
  sent: 312,
  duration: 1234.56,
  failure: undefined,
}

const BEGIN = '2026-02-03T04:05:06.789Z 0123456789abcdef POST'
const END = 'in=52428800 out=312 ms=1234.6'

test.each<[string, Partial<RequestFacts>, string]>([
  ['a successful response', {}, `/api/v1/files 200 ${END}`],
  ['no response', { status: undefined }, `/api/v1/files - ${END}`],
  [
    'a failure',
    { status: 502, failure: 'host fell silent.' },
    `/api/v1/files 502 ${END}: host fell silent.`,
  ],
  ['a query', { url: '/v1/me?key=secret?more' }, `/api/v1/me 200 ${END}`],
  ['a fragment', { url: '/v1/me#secret' }, `/api/v1/me 200 ${END}`],
  ['an absolute URL', { url: 'http://user:secret@host/v1/me?a' }, `/api/v1/me 200 ${END}`],
  ['an absolute URL without a path', { url: 'http://host?secret' }, `/api 200 ${END}`],
  ['a key in the path', { url: '/v1/varg_secret-1/x' }, `/api/v1/varg_.../x 200 ${END}`],
  ['an encoded key in the path', { url: '/VARG%5Fsecret%2D1' }, `/api/varg_... 200 ${END}`],
  ['terminal control codes', { url: '/\u009b2J\u0085\x1b[31m' }, `/api/%9B2J%85%1B[31m 200 ${END}`],
  ['line breaks in the URL', { url: '/a\r\nb\u2028?c\nd' }, `/api/a%0D%0Ab%2028 200 ${END}`],
  ['line breaks in the failure', { failure: 'a\r\n\tb' }, `/api/v1/files 200 ${END}: a%0D%0A%09b`],
])('describeRequest formats %s', (_, changes, expected) => {
  expect(describeRequest({ ...FACTS, ...changes }, TIME)).toBe(`${BEGIN} ${expected}`)
})

test('describeRequest returns one printable line for any URL and failure', () => {
  const text = fc.string({ unit: 'binary' })
  fc.assert(
    fc.property(text, text, (url, failure) => {
      expect(describeRequest({ ...FACTS, url, failure })).toMatch(/^[ -~]+$/)
    }),
  )
})
