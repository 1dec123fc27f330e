import { explain } from '../../core/api/explain.ts'
import { endOfWait } from '../../core/api/pacing.ts'
import { asProblem, ProblemError } from '../../core/api/problem.ts'
import { words } from './price-words.ts'

/** Seconds to wait for a price. */
export const TIMEOUT = 30

/** Why there is no price. */
interface NoPrice {
  sentence: string
  /** What the gateway says itself, as plain text. */
  own: string | undefined
}

/**
 * @param caught what the call threw
 * @param now milliseconds since 1970
 */
export function explainNoPrice(caught: unknown, now = Date.now()): NoPrice {
  const isTimeout = caught instanceof DOMException
  const problem = isTimeout ? { kind: 'no-answer' as const, seconds: TIMEOUT } : asProblem(caught)
  const { sentence, gateway } = explain(problem)
  const own = gateway && `${gateway.code}: ${gateway.message}`
  if (problem.kind !== 'refused' || problem.cause) return { sentence, own }
  const { status, code, message } = problem
  if (status === 429) {
    const { pace = {} } = caught instanceof ProblemError ? caught : {}
    return { sentence: words.rateLimit((endOfWait(pace, message, now) - now) / 1000), own }
  }
  // The explanations of other statuses are about files.
  const isUsual = status === 401 || status === 402 || status >= 500
  const usual = isUsual ? sentence : words.refused(status)
  return { sentence: words.codes.get(code) ?? usual, own }
}
