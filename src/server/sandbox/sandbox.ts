import { join } from 'node:path'
import { FAULTS_PATH } from '../../core/api/gateways.ts'
import { NO_FAULTS } from '../../core/sandbox/faults.ts'
import { STORAGE_PATH } from '../../core/sandbox/storage-report.ts'
import { FOREIGN_PAGE } from '../http/data-headers.ts'
import type { Handler } from '../http/middleware.ts'
import { sendError } from '../http/response.ts'
import { callerOf } from '../http/same-origin.ts'
import type { ImportUrl } from '../proxy/url-importer.ts'
import { ActivePlan } from './fault-plan.ts'
import { type FaultPlanHolder, handleFaults } from './fault-route.ts'
import { FileStore } from './file-store.ts'
import { handleCall } from './handle-call.ts'
import { JobList } from './job-list.ts'
import { isFileRequest, servePublicFile } from './public-file.ts'
import { STALL_DURATION } from './sandbox-request.ts'
import { STORAGE_LIMITS, type StorageLimits } from './storage-quota.ts'
import { handleStorage } from './storage-route.ts'

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
  { stallDuration = STALL_DURATION, importUrl, ...limits }: SandboxOptions = {},
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
    const { url = '' } = request
    request.url = plainPath(url)
    if (request.url === STORAGE_PATH) return handleStorage(request, response, store)
    if (request.url === FAULTS_PATH) return handleFaults(request, response, holder)
    const query = new URLSearchParams(/\?([^#]*)/.exec(url)?.[1])
    const shared = { store, jobs, activePlan, importUrl, stallDuration }
    await handleCall(request, response, query, shared)
  }

  return { handle, prepare: () => store.prepare(), name: () => store.name() }
}
