import { applyFault } from './apply-fault.ts'
import { describeFailure } from './describe-failure.ts'
import { sendResponse } from './early-response.ts'
import { inVersion } from './error-codes.ts'
import { delay, type SandboxRequest } from './sandbox-request.ts'
import type { SandboxResponse } from './sandbox-response.ts'

/** A method at a path of the gateway. Undefined when no response is to be sent. */
export type Endpoint = (
  sandboxRequest: SandboxRequest,
) => Promise<SandboxResponse | undefined> | SandboxResponse

/** Applies the active fault plan: the rate limit first, then a fault, else the endpoint. */
export async function handleRequest(
  sandboxRequest: SandboxRequest,
  endpoint: Endpoint,
  isUpload: boolean,
): Promise<void> {
  const { request, response, version, rules, activePlan, signal } = sandboxRequest
  const { plan, counts } = activePlan
  if (isUpload) counts.uploads += 1
  const refusal = countRequest(sandboxRequest)
  if (isUpload && refusal !== undefined) counts.limited += 1
  const fault = isUpload && refusal === undefined ? activePlan.takeFault() : undefined
  const result =
    refusal ??
    (fault === undefined
      ? await callEndpoint(sandboxRequest, endpoint)
      : await applyFault(fault, sandboxRequest))
  if (plan.latency > 0) await delay(plan.latency, signal)
  if (result === undefined || response.destroyed) return
  if (isUpload && result.status === 200) counts.accepted += 1
  sendResponse(request, response, inVersion(version, rules.formatResponse(result)))
}

/** Failures of the body and the disk become responses. */
async function callEndpoint(
  sandboxRequest: SandboxRequest,
  endpoint: Endpoint,
): Promise<SandboxResponse | undefined> {
  try {
    return await endpoint(sandboxRequest)
  } catch (caught) {
    return describeFailure(caught)
  }
}

/** Counts the request against its account's limit and sets the rate headers of any response. */
function countRequest({
  response,
  version,
  account,
  activePlan,
}: SandboxRequest): SandboxResponse | undefined {
  if (activePlan.rateWindows === undefined) return undefined
  const { headers, refusal } = activePlan.rateWindows.count(account.id, Date.now(), version)
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  return refusal
}
