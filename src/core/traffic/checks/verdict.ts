import type { Verdict } from './check.ts'

/** Ends a check whose call alone decides it: there was no answer, or none that is about the check. */
export class Judged extends Error {
  readonly verdict: Verdict
  /** Nobody answered, so it may be that nobody is there. */
  readonly isUnanswered: boolean

  constructor(verdict: Verdict, isUnanswered = false) {
    super(verdict.reason)
    this.name = 'Judged'
    this.verdict = verdict
    this.isUnanswered = isUnanswered
  }
}

export function pass(reason: string): Verdict {
  return { outcome: 'pass', reason }
}

export function fail(reason: string): Verdict {
  return { outcome: 'fail', reason }
}

/** For what the published contract does not document. */
export function asExpectation(verdict: Verdict): Verdict {
  if (verdict.outcome !== 'fail') return verdict
  const reason = `The contract leaves this open. ${verdict.reason}`
  return { outcome: 'unexpected', reason }
}

export function notApplicable(reason: string): Verdict {
  return { outcome: 'not-applicable', reason }
}
