import type { CheckResult } from './check.ts'
import { words } from './words.ts'

/** Ends a check early: a call got no response, or one that says nothing about the check. */
export class EarlyResult extends Error {
  readonly result: CheckResult
  /** No response arrived, so the gateway may be unreachable. */
  readonly hasNoResponse: boolean

  constructor(result: CheckResult, hasNoResponse = false) {
    super(result.reason)
    this.name = 'EarlyResult'
    this.result = result
    this.hasNoResponse = hasNoResponse
  }
}

export function pass(reason: string): CheckResult {
  return { outcome: 'pass', reason }
}

export function fail(reason: string): CheckResult {
  return { outcome: 'fail', reason }
}

/** Turns a failure into `unexpected`, for behavior that the published contract leaves open. */
export function asExpectation(result: CheckResult): CheckResult {
  if (result.outcome !== 'fail') return result
  return { outcome: 'unexpected', reason: words.openInContract(result.reason) }
}

export function notApplicable(reason: string): CheckResult {
  return { outcome: 'not-applicable', reason }
}
