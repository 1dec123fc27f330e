import { describe, expect, it } from 'vitest'
import { EVERY_KIND } from '../testing/every-problem.ts'
import { explain } from './explain.ts'
import { NO_TUNNEL, type Problem, REDIRECTED, SANDBOX_FULL, TEST_BREAK } from './problem.ts'

const PROBLEMS: [Problem, RegExp][] = [
  [{ kind: 'empty' }, /empty/],
  [
    { kind: 'too-large', size: 60_000_000, limit: 52_428_800 },
    /7\.2 MB over.*50 MB \(52,428,800 bytes\)/,
  ],
  [{ kind: 'not-media', found: 'application/zip' }, /application\/zip/],
  [{ kind: 'not-media', found: undefined }, /does not look like/],
  [{ kind: 'unreadable', reason: 'denied' }, /denied/],
  [{ kind: 'changed-on-disk' }, /changed on disk/],
  [{ kind: 'worker-lost', reason: 'crashed' }, /crashed/],
  [{ kind: 'no-connection' }, /connection broke/],
  [{ kind: 'other-upstream' }, /Enter a key for that one/],
  [{ kind: 'cdn-page', status: 403 }, /CDN.*403/],
  [{ kind: 'cdn-page', status: 524 }, /CDN answered 524/],
  [{ kind: 'bad-answer', status: 200, expected: 'url: string', got: 'undefined' }, /url: string/],
  [
    { kind: 'mismatch', fact: 'hash', expected: 'sha256:a', got: 'sha256:b' },
    /another hash.*sha256:a.*sha256:b/,
  ],
  [{ kind: 'no-room' }, /no room left.*nothing was changed.*Free some space/],
  [{ kind: 'not-a-history', reason: 'huge' }, /larger than any history.*Nothing was changed/],
  [{ kind: 'not-a-history', reason: 'not-json' }, /not whole JSON.*Nothing was changed.*Choose/],
  [{ kind: 'not-a-history', reason: 'foreign' }, /is JSON, but not.*Nothing was changed.*Choose/],
  [{ kind: 'not-a-history', reason: 'newer' }, /newer Refdrop.*Nothing was changed.*Update/],
  [{ kind: 'not-a-history', reason: 'damaged' }, /is damaged\. Nothing was changed.*Export/],
  [{ kind: 'not-a-history', reason: 'damaged', at: 1200 }, /Entry 1,200 .*Nothing was changed/],
  [{ kind: 'unexpected', reason: 'boom' }, /boom/],
  [{ kind: 'refused', status: 401, code: 'AuthError', message: 'm' }, /Invalid API key/],
  [{ kind: 'refused', status: 402, code: 'InsufficientBalanceError', message: 'm' }, /balance/],
  [{ kind: 'refused', status: 413, code: 'TooLarge', message: 'm' }, /too large/],
  [{ kind: 'refused', status: 429, code: 'RateLimitError', message: 'm' }, /rate limit/],
  [{ kind: 'refused', status: 500, code: 'InternalError', message: 'm' }, /failed \(500\)/],
  [
    { kind: 'refused', status: 507, code: SANDBOX_FULL, message: 'm' },
    /^The sandbox has no room left. Use Empty the sandbox, then retry\.$/,
  ],
  [
    { kind: 'refused', status: 507, code: '', message: '' },
    /^The gateway has no room left \(507\)/,
  ],
  [{ kind: 'refused', status: 502, code: 'ProxyError', message: 'm' }, /could not be reached/],
  [
    { kind: 'refused', status: 502, code: NO_TUNNEL, message: 'The proxy a:1 refused.' },
    /^The proxy a:1 refused. Check that proxy and retry\.$/,
  ],
  [
    { kind: 'refused', status: 502, code: REDIRECTED, message: 'A answered so: B may be wrong.' },
    /^The gateway points elsewhere: A answered so: B may be wrong. Correct it and start Refdrop again\.$/,
  ],
  [{ kind: 'refused', status: 502, code: TEST_BREAK, message: 'm' }, /as you asked for a test/],
  [
    { kind: 'refused', status: 400, code: 'ValidationError', message: 'm' },
    /refused the file \(400\)/,
  ],
  [
    {
      kind: 'refused',
      status: 400,
      code: 'ValidationError',
      message: 'm',
      field: 'X-Content-Hash',
    },
    /not those that were hashed/,
  ],
]

describe('explain', () => {
  it.each(PROBLEMS)('writes a sentence for %j', (problem, words) => {
    const { sentence } = explain(problem)
    expect(sentence).toMatch(words)
    expect(sentence).toMatch(/^[A-Z].*\.$/)
  })

  it('includes the gateway’s code and message only when they are the gateway’s', () => {
    const problem: Problem = {
      kind: 'refused',
      status: 401,
      code: 'AuthError',
      message: 'No such key',
    }
    expect(explain(problem).gateway).toEqual({ code: 'AuthError', message: 'No such key' })
    expect(explain({ kind: 'empty' }).gateway).toBeUndefined()
    const redirected = { ...problem, code: REDIRECTED }
    expect(explain(redirected).gateway).toBeUndefined()
  })

  it.each(EVERY_KIND)('writes one line without markup for the kind $kind', (problem) => {
    const { what, sentence } = explain(problem)
    expect(sentence).toMatch(/^[A-Z][^\n]+[^.]\.$/)
    expect(sentence.startsWith(`${what};`) || sentence.startsWith(`${what}.`)).toBe(true)
    expect(what).not.toMatch(/\.$/)
    expect(sentence).not.toMatch(/[<>&]|undefined|NaN|\[object/)
  })

  it.each([
    [403, 'Blocked by the gateway’s CDN, which answered 403. Try later or from another network.'],
    [
      524,
      'The gateway’s CDN answered 524: the gateway took too long, so it is unknown whether the file arrived. Retry: the same content is never kept twice.',
    ],
    [502, 'The gateway’s CDN answered 502 with a page in place of the gateway. Retry in a while.'],
    [200, 'The gateway’s CDN answered 200 with a page in place of the gateway. Retry in a while.'],
  ])('explains a CDN page with status %i', (status, sentence) => {
    expect(explain({ kind: 'cdn-page', status })).toMatchObject({ sentence })
  })

  it('includes the seconds of a timeout', () => {
    expect(explain({ kind: 'stalled', seconds: 30 }).sentence).toContain('30 seconds')
    expect(explain({ kind: 'no-answer', seconds: 120 }).sentence).toContain('120 seconds')
  })
})
