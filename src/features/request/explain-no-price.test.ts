import { expect, it } from 'vitest'
import { type Problem, ProblemError } from '../../core/api/problem.ts'
import { explainNoPrice } from './explain-no-price.ts'

const NOW = 1_800_000_000_000

function refused(status: number, code: string, message = 'No.'): Problem {
  return { kind: 'refused', status, code, message }
}

it.each<[Problem, string]>([
  [refused(404, 'model_not_found'), "The gateway doesn't know this model."],
  [refused(422, 'invalid_request'), 'The gateway would refuse this request.'],
  [refused(400, 'invalid_request'), 'The gateway would refuse this request.'],
  [refused(404, 'constructor'), 'The gateway named no price (404).'],
  [refused(402, 'insufficient_balance'), 'Not enough balance. Top up to continue.'],
  [refused(503, 'no_pricing'), 'The gateway has no price for this model now.'],
  [refused(401, 'unauthorized'), 'Invalid API key. Enter another one to continue.'],
  [refused(500, 'internal_error'), 'The gateway failed (500). Retry in a while.'],
  [refused(404, 'not_found'), 'The gateway named no price (404).'],
  [refused(403, 'forbidden'), 'The gateway named no price (403).'],
])('explainNoPrice of %j is %j, with the words of the gateway', (problem, sentence) => {
  const own = problem.kind === 'refused' ? `${problem.code}: No.` : undefined
  expect(explainNoPrice(new ProblemError(problem))).toEqual({ sentence, own })
})

it.each([
  [{ retryAt: NOW + 12_000 }, 'No.', '12 s'],
  [{}, 'Retry after 30 seconds.', '30 s'],
  [undefined, 'No.', '1 min'],
])('explainNoPrice says when to ask again by the pace %j', (pace, message, wait) => {
  const caught = new ProblemError(refused(429, 'rate_limited', message), pace)
  expect(explainNoPrice(caught, NOW)).toEqual({
    sentence: `You reached the gateway's rate limit. Ask again in ${wait}.`,
    own: `rate_limited: ${message}`,
  })
})

it.each<[Problem, RegExp]>([
  [{ kind: 'no-connection' }, /^The connection broke/],
  [{ kind: 'cdn-page', status: 403 }, /403/],
  [{ kind: 'bad-answer', status: 200, expected: 'a', got: 'b' }, /breaks its contract/],
])('explainNoPrice of %j has no words of the gateway', (problem, sentence) => {
  const explained = explainNoPrice(new ProblemError(problem))
  expect(explained).toEqual({ sentence: expect.stringMatching(sentence), own: undefined })
})

it('explainNoPrice leaves an explanation to our server when it rejected the call', () => {
  const problem: Problem = {
    ...{ kind: 'refused', status: 404, code: 'ProxyError', message: 'No.' },
    cause: { reason: 'connection-refused', facts: { host: 'a.example' } },
  }
  expect(explainNoPrice(new ProblemError(problem)).sentence).toMatch(/^a\.example refused/)
})

it('explainNoPrice names a gateway that does not answer', () => {
  const caught = new DOMException('signal timed out', 'TimeoutError')
  expect(explainNoPrice(caught)).toEqual({
    sentence: 'No answer after 30 s, so it may have arrived. Retrying is safe.',
    own: undefined,
  })
})
