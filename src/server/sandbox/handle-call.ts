import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ErrorWire } from '../../core/api/contract.ts'
import { closeSignal } from '../http/response.ts'
import { isThrottled } from '../proxy/throttling.ts'
import { trackUpload } from '../proxy/upload-progress.ts'
import { sendResponse } from './early-response.ts'
import { describeMissing, findCall, methodsAt, versionOf } from './endpoints.ts'
import { inVersion } from './error-codes.ts'
import { handleRequest } from './handle-request.ts'
import { reportSandboxHeaders } from './report-headers.ts'
import type { SandboxRequest } from './sandbox-request.ts'
import { errorResponse } from './sandbox-response.ts'
import { throttleUpload } from './throttle-upload.ts'

/** What all calls of a sandbox share. */
export type SharedParts = Pick<
  SandboxRequest,
  'store' | 'jobs' | 'activePlan' | 'importUrl' | 'stallDuration'
>

/** Handles a request for a path of either version: its route first, then its key. */
export async function handleCall(
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
  shared: SharedParts,
): Promise<void> {
  const { url: path = '', method = '' } = request
  const version = versionOf(path)
  const rules = shared.activePlan.rules[version]
  const refuse = (status: number, error: ErrorWire) => {
    const refusal = rules.formatResponse(errorResponse(status, error))
    sendResponse(request, response, inVersion(version, refusal))
  }
  const call = findCall(method, path)
  const methods = methodsAt(path)
  if (call === undefined && methods.length === 0) return refuse(404, describeMissing(method, path))
  if (call?.isUpload && isThrottled(request.headers)) return throttleUpload(request, response)
  if (call?.isUpload) trackUpload(request, response)
  reportSandboxHeaders(request, response)
  if (call === undefined) {
    response.setHeader('Allow', methods.join(', '))
    const message = `Here, only ${methods.join(', ')} does something.`
    return refuse(405, { error: 'MethodNotAllowedError', message })
  }
  const account = rules.findAccount(request)
  if (account === undefined) {
    const message = 'The sandbox takes any key of the form varg_…, except varg_bad….'
    return refuse(401, { error: 'AuthError', message })
  }
  const signal = closeSignal(response)
  const { id } = call
  const sandboxRequest = {
    ...shared,
    request,
    response,
    version,
    rules,
    id,
    query,
    account,
    signal,
  }
  await handleRequest(sandboxRequest, call.endpoint, call.isUpload)
}
