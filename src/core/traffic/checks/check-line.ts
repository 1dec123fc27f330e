import { explain } from '../../api/explain.ts'
import type { Problem } from '../../api/problem.ts'
import type { Exchange } from '../exchange.ts'
import type { Check, CheckResult } from './check.ts'
import { words } from './words.ts'

/** State of a check in a run. `held` waits for the end of the gateway's rate limit. */
export type CheckState =
  | { name: 'waiting' }
  | { name: 'running' }
  /** `until` is in milliseconds since 1970. */
  | { name: 'held'; until: number }
  | { name: 'done'; result: CheckResult }

/** A check of a run, with its progress. */
export interface CheckLine extends Pick<Check, 'id' | 'title' | 'sends'> {
  state: CheckState
  /** The calls of the check so far, in order. */
  exchanges: readonly Exchange[]
}

/** @returns undefined until the check is done */
export function resultOf({ state }: Pick<CheckLine, 'state'>): CheckResult | undefined {
  return state.name === 'done' ? state.result : undefined
}

/** Number of checks with an outcome. */
interface OutcomeCount {
  outcome: CheckResult['outcome']
  count: number
  /** `1 failed` */
  words: string
}

/** Counts each outcome. Omits zero counts, except of passed checks. */
export function countOutcomes(lines: readonly CheckLine[]): OutcomeCount[] {
  const outcomes = Object.keys(words.counted) as CheckResult['outcome'][]
  return outcomes
    .map((outcome) => {
      const count = lines.filter((line) => resultOf(line)?.outcome === outcome).length
      return { outcome, count, words: words.counted[outcome](count) }
    })
    .filter(({ outcome, count }) => outcome === 'pass' || count > 0)
}

/** `11 checks: 9 passed, 1 failed, 1 not applicable`, or why the gateway was unreachable. */
export function summarizeChecks(lines: readonly CheckLine[]): string {
  const why = whyUnreached(lines)
  if (why !== undefined) return describeUnreached(why)
  const counts = countOutcomes(lines).map((part) => part.words)
  return words.summary(lines.length, counts)
}

/** @param why from {@link whyUnreached}, quoted for its context */
export function describeUnreached(why: string): string {
  return words.unreached(why)
}

/**
 * Why no call reached the gateway, without a full stop. Undefined without calls, or when a call got a
 * response or was aborted.
 */
export function whyUnreached(lines: readonly CheckLine[]): string | undefined {
  const failures = lines.flatMap(({ exchanges }) => exchanges.map(failureOf))
  const [first] = failures
  if (first === undefined || failures.includes(undefined)) return undefined
  const { what, gateway } = explain(first)
  return (gateway?.message ?? what).replace(/\.$/, '')
}

/** Why the gateway did not respond. Undefined when it did, or when the call was aborted. */
function failureOf({ response, failure }: Exchange): Problem | undefined {
  if (response?.from === 'gateway' || failure === 'aborted') return undefined
  return failure
}
