import { readReason } from '../core/api/contract.ts'
import { GATEWAYS } from '../core/api/gateways.ts'
import { ProblemError } from '../core/api/problem.ts'
import {
  FAULTS_PATH,
  type FaultPlan,
  type FaultReport,
  parseFaultReport,
} from '../core/sandbox/faults.ts'
import { exchangeText } from './exchange-text.ts'

/** The sandbox's fault plan and its counts. @throws {ProblemError} */
export function askFaults(signal: AbortSignal): Promise<FaultReport> {
  return call({ method: 'GET', signal })
}

/**
 * Replaces the whole plan and resets the counts.
 *
 * @throws {ProblemError} `refused` with the sandbox's sentence if the plan is invalid. The plan before
 * then stays
 */
export function putFaults(plan: FaultPlan): Promise<FaultReport> {
  return call({
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(plan),
  })
}

/** Removes all faults and resets the counts. @throws {ProblemError} */
export function resetFaults(): Promise<FaultReport> {
  return call({ method: 'DELETE' })
}

async function call(request: RequestInit): Promise<FaultReport> {
  const { status, body } = await exchangeText(GATEWAYS.sandbox.base + FAULTS_PATH, request)
  if (status === 200) return parseFaultReport(JSON.parse(body))
  throw new ProblemError({ kind: 'refused', status, code: '', message: readReason(status, body) })
}
