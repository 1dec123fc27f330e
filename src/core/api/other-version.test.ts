import { expect, it } from 'vitest'
import { withOtherVersion } from './other-version.ts'
import type { Problem } from './problem.ts'
import { SIZE_LIMIT } from './v1/limits-v1.ts'

const refused = (status: number, code = 'SomeError'): Problem => ({
  kind: 'refused',
  status,
  code,
  message: 'No.',
})
const page = (status: number): Problem => ({ kind: 'cdn-page', status })
const strange = (status: number): Problem => ({
  ...{ kind: 'bad-answer', status, expected: 'an error', got: 'text' },
})

const sent = { version: 2, size: SIZE_LIMIT } as const

it.each([
  refused(404, 'file_not_found'),
  refused(404, ''),
  refused(405),
  refused(415),
  refused(400),
  refused(400, ''),
  page(404),
  page(405),
  strange(400),
  strange(404),
  strange(415),
])('version 1 may take a file when version 2 refuses it with %o', (problem) => {
  expect(withOtherVersion(problem, sent)).toEqual({ ...problem, otherVersion: 1 })
  expect(withOtherVersion(problem, { ...sent, size: SIZE_LIMIT + 1 })).toEqual(problem)
  expect(withOtherVersion(problem, { ...sent, version: 1 })).toEqual(problem)
})

it.each<Problem>([
  refused(400, 'invalid_request'),
  refused(400, 'invalid_json'),
  { ...refused(400), field: 'X-Content-Hash' } as Problem,
  { ...refused(404), cause: { reason: 'file-status', facts: {} } } as Problem,
  refused(401, 'unauthorized'),
  refused(402, 'insufficient_balance'),
  refused(403),
  refused(409),
  refused(413, 'file_too_large'),
  refused(422, 'invalid_request'),
  refused(429, 'rate_limited'),
  refused(500),
  refused(502),
  page(403),
  page(502),
  strange(200),
  strange(500),
  { kind: 'no-connection' },
  { kind: 'no-answer', seconds: 120 },
  { kind: 'mismatch', fact: 'hash', expected: 'a', got: 'b' },
  { kind: 'too-large', size: 2, limit: 1 },
])('no other version is offered when version 2 fails with %o', (problem) => {
  expect(withOtherVersion(problem, sent)).toEqual(problem)
})
