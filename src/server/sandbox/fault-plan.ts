import type { ApiVersion } from '../../core/api/api-version.ts'
import type { Fault, FaultCase, FaultPlan, FaultReport } from '../../core/sandbox/faults.ts'
import { CONTRACTS } from './contract-rules.ts'
import { applyViolations } from './contract-violations.ts'
import { RateWindows } from './rate-windows.ts'
import type { ActiveFaultPlan, ContractRules } from './sandbox-request.ts'

/**
 * A fault plan with its counts. A new plan replaces the object, so requests that began under the
 * previous plan do not change the new counts.
 */
export class ActivePlan implements ActiveFaultPlan {
  readonly plan: Omit<FaultPlan, 'next'>
  readonly counts: FaultReport['seen'] = {
    uploads: 0,
    accepted: 0,
    limited: 0,
    faulted: 0,
    stored: 0,
  }
  readonly rateWindows: RateWindows | undefined
  /** The contract of each version with the plan's flaws applied. */
  readonly rules: Readonly<Record<ApiVersion, ContractRules>>
  readonly #next: Fault[]

  constructor(plan: FaultPlan) {
    this.plan = plan
    this.#next = plan.next.map((fault) => ({ ...fault }))
    this.rules = {
      1: applyViolations(CONTRACTS[1], plan.flaws),
      2: applyViolations(CONTRACTS[2], plan.flaws),
    }
    this.rateWindows = plan.rateLimit === null ? undefined : new RateWindows(plan.rateLimit)
  }

  report(): FaultReport {
    return { plan: { ...this.plan, next: this.#next }, seen: this.counts }
  }

  /** The fault of the next upload. Each call consumes one, so call it once per upload. */
  takeFault(): FaultCase | undefined {
    const fault = this.#takeNext() ?? this.#takeChance()
    if (fault !== undefined) this.counts.faulted += 1
    return fault
  }

  #takeNext(): FaultCase | undefined {
    const [first] = this.#next
    if (first === undefined) return undefined
    if (first.times > 1) first.times -= 1
    else this.#next.shift()
    return first
  }

  #takeChance(): FaultCase | undefined {
    const { chance } = this.plan
    if (chance === null || Math.random() >= chance.share) return undefined
    return chance.faults[Math.floor(Math.random() * chance.faults.length)]
  }
}
