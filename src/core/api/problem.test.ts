import { describe, expect, it } from 'vitest'
import { parseFaultReport } from '../sandbox/faults.ts'
import { EVERY_KIND, EVERY_PROBLEM } from '../testing/every-problem.ts'
import { VALIDATOR_WORDS } from '../testing/hostile-fields.ts'
import { explain } from './explain.ts'
import {
  asProblem,
  isNetworkFault,
  isStaleHash,
  isWorthRetrying,
  NO_TUNNEL,
  type Problem,
  ProblemError,
  REDIRECTED,
  TEST_BREAK,
} from './problem.ts'
import { parseReach, parseServerInfo } from './server-info.ts'

/** Expected `isWorthRetrying` and `isNetworkFault`. Other tests cover `by status` and `by code`. */
const POLICY = {
  empty: [false, false],
  'too-large': [false, false],
  'not-media': [false, false],
  unreadable: [false, false],
  'changed-on-disk': [false, false],
  'worker-lost': [false, false],
  unsupported: [false, false],
  'other-content': [false, false],
  'no-connection': [true, true],
  'other-upstream': [false, false],
  stalled: [true, true],
  'no-answer': [true, true],
  refused: ['by status', 'by code'],
  'cdn-page': ['by status', false],
  'bad-answer': ['by status', false],
  mismatch: [false, false],
  'fetched-mismatch': [false, false],
  'not-fetched': [false, false],
  'no-room': [false, false],
  'not-a-history': [false, false],
  unexpected: [false, false],
} satisfies Record<Problem['kind'], [boolean | 'by status', boolean | 'by code']>

const BY_KIND = EVERY_KIND.map((problem) => [problem, ...POLICY[problem.kind]] as const)

const PASSING = [408, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 528, 529]
const MEANT = [
  200, 301, 400, 401, 402, 403, 404, 409, 410, 413, 415, 422, 425, 429, 451, 501, 505, 507,
]
const BEYOND = [511, 519, 530, 599]

function withStatus(kind: 'refused' | 'cdn-page' | 'bad-answer', status: number): Problem {
  return { ...EVERY_PROBLEM[kind], status }
}

describe('isWorthRetrying', () => {
  it.each(BY_KIND.filter(([, retry]) => retry !== 'by status'))(
    'follows the policy for %j',
    (problem, retry) => {
      expect(isWorthRetrying(problem)).toBe(retry)
    },
  )

  it.each(['refused', 'cdn-page', 'bad-answer'] as const)('follows the status of %s', (kind) => {
    const isWorth = (status: number) => isWorthRetrying(withStatus(kind, status))
    expect([...PASSING, ...MEANT, ...BEYOND].filter(isWorth)).toEqual(PASSING)
  })

  it('ignores the gateway’s code, message and field', () => {
    const words = { code: 'ProxyError', message: 'Please retry.', field: 'X-Content-Hash' }
    expect(isWorthRetrying({ kind: 'refused', status: 400, ...words })).toBe(false)
    expect(isWorthRetrying({ kind: 'refused', status: 502, ...words })).toBe(true)
    expect(isWorthRetrying({ kind: 'refused', status: 502, ...words, code: TEST_BREAK })).toBe(
      false,
    )
    expect(isWorthRetrying({ kind: 'refused', status: 502, ...words, code: REDIRECTED })).toBe(
      false,
    )
  })
})

describe('isNetworkFault', () => {
  it.each(BY_KIND.filter(([, , network]) => network !== 'by code'))(
    'follows the policy for %j',
    (problem, _, network) => {
      expect(isNetworkFault(problem)).toBe(network)
    },
  )

  it.each([
    ['ProxyError', true],
    ['InternalError', false],
    [NO_TUNNEL, true],
    [REDIRECTED, false],
    ['', false],
  ])('for the code %j returns %s', (code, network) => {
    const problem: Problem = { kind: 'refused', status: 502, code, message: 'm' }
    expect(isNetworkFault(problem)).toBe(network)
  })
})

describe('isStaleHash', () => {
  it('accepts a file changed on disk and a refused X-Content-Hash', () => {
    const refused = { ...EVERY_PROBLEM.refused, field: 'X-Content-Hash' }
    expect([...EVERY_KIND, refused].filter(isStaleHash)).toEqual([
      { kind: 'changed-on-disk' },
      refused,
    ])
  })
})

describe('asProblem', () => {
  it.each([
    ['a ProblemError', new ProblemError({ kind: 'empty' }), { kind: 'empty' }],
    ['an error', new TypeError('boom'), { kind: 'unexpected', reason: 'boom' }],
    ['text', 'boom', { kind: 'unexpected', reason: 'boom' }],
    ['undefined', undefined, { kind: 'unexpected', reason: 'undefined' }],
  ])('converts %s to a problem', (_, caught, problem) => {
    expect(asProblem(caught)).toEqual(problem)
  })

  it.each([
    ['an invalid server info', () => parseServerInfo({ upstream: 7 })],
    ['null', () => parseServerInfo(null)],
    ['an invalid reach', () => parseReach({ reachable: 'no' })],
    ['an invalid fault report', () => parseFaultReport({ plan: { latency: '5' } })],
    ['a page', () => JSON.parse('<!doctype html>')],
    ['empty', () => JSON.parse('')],
  ])('hides the words of the parser when a response is %s', (_, parse) => {
    let sentence = ''
    try {
      parse()
    } catch (caught) {
      sentence = explain(asProblem(caught)).sentence
    }
    expect(sentence).toBe('Something went wrong on this page. Reload it if this happens again.')
    expect(sentence).not.toMatch(VALIDATOR_WORDS)
  })

  it('returns the same problem, which can be cloned', () => {
    for (const problem of EVERY_KIND) {
      expect(asProblem(new ProblemError(problem))).toBe(problem)
      expect(structuredClone(problem)).toEqual(problem)
    }
  })
})
