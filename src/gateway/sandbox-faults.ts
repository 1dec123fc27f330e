import { readReason } from '../core/contract.ts'
import { FAULTS_PATH, type FaultPlan, type FaultReport, parseFaultReport } from '../core/faults.ts'
import { GATEWAYS } from '../core/gateways.ts'
import { ProblemError } from '../core/problem.ts'

/** How the sandbox misbehaves now, and what came of it. @throws {ProblemError} */
export function askFaults(signal: AbortSignal): Promise<FaultReport> {
  return call({ method: 'GET', signal })
}

/**
 * Puts a whole plan in the place of the one before, and counts anew.
 *
 * @throws {ProblemError} `refused` with the sandbox's own sentence where it is no plan; then
 * nothing has changed
 */
export function putFaults(plan: FaultPlan): Promise<FaultReport> {
  return call({
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(plan),
  })
}

/** Takes all faults away, and counts anew. @throws {ProblemError} */
export function resetFaults(): Promise<FaultReport> {
  return call({ method: 'DELETE' })
}

async function call(request: RequestInit): Promise<FaultReport> {
  const { ok, status, body } = await exchange(request)
  if (ok) return parseFaultReport(JSON.parse(body))
  throw new ProblemError({ kind: 'refused', status, code: '', message: readReason(status, body) })
}

async function exchange(request: RequestInit) {
  const path = GATEWAYS.sandbox.base + FAULTS_PATH
  try {
    const response = await fetch(path, { ...request, cache: 'no-store', redirect: 'error' })
    return { ok: response.ok, status: response.status, body: await response.text() }
  } catch (caught) {
    if (request.signal?.aborted) throw caught
    throw new ProblemError({ kind: 'no-connection' })
  }
}
