import { explain } from '../../api/explain.ts'
import type { Problem } from '../../api/problem.ts'
import { plural } from '../../text/format.ts'
import type { Exchange } from '../exchange.ts'
import type { Check, Verdict } from './check.ts'

/** Where a check of a run is. `held` waits for the gateway's rate limit, until then. */
export type CheckState =
  | { name: 'waiting' }
  | { name: 'running' }
  /** In milliseconds since 1970. */
  | { name: 'held'; until: number }
  | { name: 'judged'; verdict: Verdict }

/** One check of a run. */
export interface CheckLine extends Pick<Check, 'id' | 'title' | 'sends'> {
  state: CheckState
  /** The calls behind it so far, in their order. */
  exchanges: readonly Exchange[]
}

/** Its verdict; undefined until it is judged. */
export function verdictOf({ state }: Pick<CheckLine, 'state'>): Verdict | undefined {
  return state.name === 'judged' ? state.verdict : undefined
}

/** How many checks came to an outcome. */
interface OutcomeCount {
  outcome: Verdict['outcome']
  count: number
  /** `1 failed` */
  words: string
}

const OUTCOME_WORDS = {
  pass: 'passed',
  fail: 'failed',
  unexpected: 'unexpected',
  'not-applicable': 'not applicable',
} as const

/** Of each outcome, leaving out what is none but the passed. */
export function countOutcomes(lines: readonly CheckLine[]): OutcomeCount[] {
  const outcomes = Object.keys(OUTCOME_WORDS) as Verdict['outcome'][]
  return outcomes
    .map((outcome) => {
      const count = lines.filter((line) => verdictOf(line)?.outcome === outcome).length
      return { outcome, count, words: `${count} ${OUTCOME_WORDS[outcome]}` }
    })
    .filter(({ outcome, count }) => outcome === 'pass' || count > 0)
}

/** `11 checks: 9 passed, 1 failed, 1 not applicable`, or that nobody was there to be checked. */
export function summarizeChecks(lines: readonly CheckLine[]): string {
  const why = whyUnreached(lines)
  if (why !== undefined) return sayUnreached(why)
  const words = countOutcomes(lines).map((part) => part.words)
  return `${plural(lines.length, 'check')}: ${words.join(', ')}`
}

/** @param why from {@link whyUnreached}, quoted as the place asks for */
export function sayUnreached(why: string): string {
  return `The gateway could not be reached: ${why}; nothing was checked`
}

/** What kept every call from the gateway, in words without a full stop; undefined where it answered one. */
export function whyUnreached(lines: readonly CheckLine[]): string | undefined {
  const failures = lines.flatMap(({ exchanges }) => exchanges.map(failureOf))
  const [first] = failures
  if (first === undefined || failures.includes(undefined)) return undefined
  const { what, gateway } = explain(first)
  // Our own server knows more of it than that.
  return (gateway?.message ?? what).replace(/\.$/, '')
}

/** Why nobody answered; undefined where somebody did, or where it was broken off. */
function failureOf({ response, failure }: Exchange): Problem | undefined {
  if (response?.from === 'gateway' || failure === 'aborted') return undefined
  return failure
}
