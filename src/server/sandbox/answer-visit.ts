import { PATHS } from '../../core/api/contract.ts'
import { giveAnswer } from './early-answer.ts'
import { meetFault } from './meet-fault.ts'
import type { SandboxAnswer } from './sandbox-answer.ts'
import { stay, type Visit } from './visit.ts'

/** One call of the gateway. Undefined where there is no answer to be sent. */
export type Call = (visit: Visit) => Promise<SandboxAnswer | undefined> | SandboxAnswer

/** Answers under the plan in force: first its rate limit, then its faults, then the call itself. */
export async function answerVisit(visit: Visit, call: Call): Promise<void> {
  const { request, response, inForce, gone } = visit
  const { plan, seen } = inForce
  const isUpload = request.url === PATHS.files
  if (isUpload) seen.uploads += 1
  const refusal = countVisit(visit)
  if (isUpload && refusal !== undefined) seen.limited += 1
  const fault = isUpload && refusal === undefined ? inForce.takeFault() : undefined
  const answer =
    refusal ?? (fault === undefined ? await call(visit) : await meetFault(fault, visit))
  if (plan.latency > 0) await stay(plan.latency, gone)
  if (answer === undefined || response.destroyed) return
  if (isUpload && answer.status === 200) seen.accepted += 1
  giveAnswer(request, response, inForce.rules.shapeAnswer(answer))
}

/** Counts the visit against the limit of its account. Whatever it comes to, its answer will tell. */
function countVisit({ response, account, inForce }: Visit): SandboxAnswer | undefined {
  if (inForce.rateWindows === undefined) return undefined
  const { headers, refusal } = inForce.rateWindows.count(account.id, Date.now())
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  return refusal
}
