import { join } from 'node:path'
import type { ErrorWire } from '../../core/api/contract.ts'
import { FAULTS_PATH } from '../../core/api/gateways.ts'
import { NO_FAULTS } from '../../core/sandbox/faults.ts'
import { STORAGE_PATH } from '../../core/sandbox/storage-report.ts'
import type { Handler } from '../http/middleware.ts'
import { closeSignal, FOREIGN_PAGE, sendError } from '../http/response.ts'
import { callerOf } from '../http/same-origin.ts'
import { isThrottled } from '../proxy/throttling.ts'
import { trackUpload } from '../proxy/upload-progress.ts'
import type { ImportUrl } from '../proxy/url-importer.ts'
import { sendResponse } from './early-response.ts'
import { findCall, methodsAt, pathsOf, versionOf } from './endpoints.ts'
import { inVersion } from './error-codes.ts'
import { ActivePlan } from './fault-plan.ts'
import { type FaultPlanHolder, handleFaults } from './fault-route.ts'
import { FileStore } from './file-store.ts'
import { handleRequest } from './handle-request.ts'
import { JobList } from './job-list.ts'
import { isFileRequest, servePublicFile } from './public-file.ts'
import { reportSandboxHeaders } from './report-headers.ts'
import { STALL_DURATION } from './sandbox-request.ts'
import { errorResponse } from './sandbox-response.ts'
import { STORAGE_LIMITS, type StorageLimits } from './storage-quota.ts'
import { handleStorage } from './storage-route.ts'
import { throttleUpload } from './throttle-upload.ts'

/** The path without a query and trailing slashes, which no call of the contract has. */
function plainPath(url: string): string {
  return url.replace(/[?#].*$/s, '').replace(/(?<=.)\/+$/, '')
}

export interface Sandbox {
  handle: Handler
  /** Prepares the folder. When that fails, each upload gets an error response. */
  prepare(): Promise<void>
  /** The folder's name, which changes when the folder is emptied. Known once it is prepared. */
  name(): Promise<string>
}

export interface SandboxOptions extends Partial<StorageLimits> {
  /** How long a stalled upload reads nothing, in milliseconds. */
  stallDuration?: number | undefined
  /** Fetches the file at a public URL. */
  importUrl?: ImportUrl | undefined
}

/**
 * A gateway on this machine that follows the contract and stores its files in `dataFolder`. A
 * fault plan makes it fail on purpose.
 */
export function createSandbox(
  dataFolder: string,
  { stallDuration = STALL_DURATION, ...limits }: SandboxOptions = {},
): Sandbox {
  const store = new FileStore(join(dataFolder, 'sandbox'), { ...STORAGE_LIMITS, ...limits })
  const jobs = new JobList()
  const holder: FaultPlanHolder = { activePlan: new ActivePlan(NO_FAULTS) }

  const handle: Handler = async (request, response) => {
    const { activePlan } = holder
    if (isFileRequest(request)) {
      return servePublicFile(request, response, store, activePlan.rules[1])
    }
    if (callerOf(request) === 'foreign-page') {
      const message = 'Only the page of this server and programs may use the sandbox.'
      return sendError(response, 403, { error: 'ForbiddenError', message, ...FOREIGN_PAGE })
    }
    const { url = '', method = '' } = request
    const path = plainPath(url)
    request.url = path
    if (path === STORAGE_PATH) return handleStorage(request, response, store)
    if (path === FAULTS_PATH) return handleFaults(request, response, holder)
    const version = versionOf(path)
    const rules = activePlan.rules[version]
    const refuse = (status: number, error: ErrorWire) => {
      const refusal = rules.formatResponse(errorResponse(status, error))
      sendResponse(request, response, inVersion(version, refusal))
    }
    const methods = methodsAt(path)
    if (methods.length === 0) {
      const paths = [...pathsOf(version), FAULTS_PATH].join(', ')
      const message = `The sandbox has ${paths} and the files under /u.`
      return refuse(404, { error: 'NotFoundError', message })
    }
    const call = findCall(method, path)
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
    const sandboxRequest = {
      request,
      response,
      version,
      rules,
      id: call.id,
      query: new URLSearchParams(/\?([^#]*)/.exec(url)?.[1]),
      account,
      store,
      jobs,
      activePlan,
      signal: closeSignal(response),
      stallDuration,
    }
    await handleRequest(sandboxRequest, call.endpoint, call.isUpload)
  }

  return { handle, prepare: () => store.prepare(), name: () => store.name() }
}
