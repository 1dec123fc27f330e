import { PATHS } from '../../core/api/contract.ts'
import { applyFault } from './apply-fault.ts'
import { giveAnswer } from './early-response.ts'
import { type SandboxRequest, stay } from './sandbox-request.ts'
import type { SandboxResponse } from './sandbox-response.ts'

/** One call of the gateway. Undefined where there is no answer to be sent. */
export type Call = (
  sandboxRequest: SandboxRequest,
) => Promise<SandboxResponse | undefined> | SandboxResponse

/** Answers under the plan in force: first its rate limit, then its faults, then the call itself. */
export async function handleRequest(sandboxRequest: SandboxRequest, call: Call): Promise<void> {
  const { request, response, activePlan, gone } = sandboxRequest
  const { plan, seen } = activePlan
  const isUpload = request.url === PATHS.files
  if (isUpload) seen.uploads += 1
  const refusal = countVisit(sandboxRequest)
  if (isUpload && refusal !== undefined) seen.limited += 1
  const fault = isUpload && refusal === undefined ? activePlan.takeFault() : undefined
  const answer =
    refusal ??
    (fault === undefined ? await call(sandboxRequest) : await applyFault(fault, sandboxRequest))
  if (plan.latency > 0) await stay(plan.latency, gone)
  if (answer === undefined || response.destroyed) return
  if (isUpload && answer.status === 200) seen.accepted += 1
  giveAnswer(request, response, activePlan.rules.shapeAnswer(answer))
}

/** Counts the visit against the limit of its account. Whatever it comes to, its answer will tell. */
function countVisit({
  response,
  account,
  activePlan,
}: SandboxRequest): SandboxResponse | undefined {
  if (activePlan.rateWindows === undefined) return undefined
  const { headers, refusal } = activePlan.rateWindows.count(account.id, Date.now())
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  return refusal
}
