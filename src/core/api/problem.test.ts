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

/** Whether it is worth another try, and a look at the line; `by status` is told below. */
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

describe('what is worth another try', () => {
  it.each(BY_KIND.filter(([, retry]) => retry !== 'by status'))(
    'is decided by the kind: %j',
    (problem, retry) => {
      expect(isWorthRetrying(problem)).toBe(retry)
    },
  )

  it.each(['refused', 'cdn-page', 'bad-answer'] as const)(
    'is decided by the status where the gateway, or a CDN, answered: %s',
    (kind) => {
      const isWorth = (status: number) => isWorthRetrying(withStatus(kind, status))
      expect([...PASSING, ...MEANT, ...BEYOND].filter(isWorth)).toEqual(PASSING)
    },
  )

  it('does not depend on the gateway’s words', () => {
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

describe('a fault that may be the network’s', () => {
  it.each(BY_KIND.filter(([, , network]) => network !== 'by code'))(
    'is decided by the kind: %j',
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
  ])('is also what our proxy says in the gateway’s place: %j', (code, network) => {
    const problem: Problem = { kind: 'refused', status: 502, code, message: 'm' }
    expect(isNetworkFault(problem)).toBe(network)
  })
})

describe('a hash that is no longer that of the bytes', () => {
  it('is told by the browser, or by the gateway that names the header', () => {
    const told = { ...EVERY_PROBLEM.refused, field: 'X-Content-Hash' }
    expect([...EVERY_KIND, told].filter(isStaleHash)).toEqual([{ kind: 'changed-on-disk' }, told])
  })
})

describe('asProblem', () => {
  it.each([
    ['a problem on its way', new ProblemError({ kind: 'empty' }), { kind: 'empty' }],
    ['an error', new TypeError('boom'), { kind: 'unexpected', reason: 'boom' }],
    ['text', 'boom', { kind: 'unexpected', reason: 'boom' }],
    ['nothing', undefined, { kind: 'unexpected', reason: 'undefined' }],
  ])('makes a problem of %s', (_, caught, problem) => {
    expect(asProblem(caught)).toEqual(problem)
  })

  it.each([
    ['a machine of another shape', () => parseServerInfo({ upstream: 7 })],
    ['no machine', () => parseServerInfo(null)],
    ['a reach of another shape', () => parseReach({ reachable: 'no' })],
    ['a fault report of another shape', () => parseFaultReport({ plan: { latency: '5' } })],
    ['a page for JSON', () => JSON.parse('<!doctype html>')],
    ['nothing for JSON', () => JSON.parse('')],
  ])('leaves out the words of the parser when an answer is %s', (_, parse) => {
    let sentence = ''
    try {
      parse()
    } catch (caught) {
      sentence = explain(asProblem(caught)).sentence
    }
    expect(sentence).toContain('an answer could not be understood')
    expect(sentence).not.toMatch(VALIDATOR_WORDS)
  })

  it('gives back the very same facts, which cross storage and workers unchanged', () => {
    for (const problem of EVERY_KIND) {
      expect(asProblem(new ProblemError(problem))).toBe(problem)
      expect(structuredClone(problem)).toEqual(problem)
    }
  })
})
