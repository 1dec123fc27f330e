import { join } from 'node:path'
import { FAULTS_PATH } from '../../core/api/gateways.ts'
import { ROUTES_1 } from '../../core/api/v1/routes-v1.ts'
import { GENERATION_PATHS } from '../../core/request/generation.ts'
import { JOBS_PATH } from '../../core/request/generation-contract.ts'
import { NO_FAULTS } from '../../core/sandbox/faults.ts'
import { STORAGE_PATH } from '../../core/sandbox/storage-report.ts'
import type { Handler } from '../http/middleware.ts'
import { closeSignal, FOREIGN_PAGE, sendError } from '../http/response.ts'
import { callerOf } from '../http/same-origin.ts'
import { isThrottled } from '../proxy/throttling.ts'
import { trackUpload } from '../proxy/upload-progress.ts'
import type { ImportUrl } from '../proxy/url-importer.ts'
import { createJob, getJob } from './create-job.ts'
import { sendResponse } from './early-response.ts'
import { ActivePlan } from './fault-plan.ts'
import { type FaultPlanHolder, handleFaults } from './fault-route.ts'
import { FileStore } from './file-store.ts'
import { type Endpoint, handleRequest } from './handle-request.ts'
import { JobList } from './job-list.ts'
import { isFileRequest, servePublicFile } from './public-file.ts'
import { receiveFile } from './receive-file.ts'
import { reportSandboxHeaders } from './report-headers.ts'
import { STALL_DURATION } from './sandbox-request.ts'
import { errorResponse, jsonResponse } from './sandbox-response.ts'
import { STORAGE_LIMITS, type StorageLimits } from './storage-quota.ts'
import { handleStorage } from './storage-route.ts'
import { throttleUpload } from './throttle-upload.ts'

/** The balance of every account: 100,000 credits at 1 cent each, so $1,000.00. */
const BALANCE = { balance_cents: 100_000 }

type Methods = Record<string, Endpoint>

const ENDPOINTS: Record<string, Methods> = {
  [ROUTES_1.send.path]: { POST: (sandboxRequest) => receiveFile(sandboxRequest) },
  [ROUTES_1.balance.path]: { GET: () => jsonResponse(200, BALANCE) },
  [ROUTES_1.me.path]: {
    GET: ({ account: { id, email } }) => jsonResponse(200, { userId: id, email }),
  },
  [GENERATION_PATHS.image]: { POST: (sandboxRequest) => createJob(sandboxRequest, 'image') },
  [GENERATION_PATHS.video]: { POST: (sandboxRequest) => createJob(sandboxRequest, 'video') },
  [GENERATION_PATHS.transcription]: {
    POST: (sandboxRequest) => createJob(sandboxRequest, 'transcription'),
  },
}

const JOB_METHODS: Methods = { GET: getJob }

function methodsAt(path: string): Methods | undefined {
  return path.startsWith(JOBS_PATH) ? JOB_METHODS : ENDPOINTS[path]
}

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
    const { rules } = activePlan
    if (isFileRequest(request)) return servePublicFile(request, response, store, rules)
    if (callerOf(request) === 'foreign-page') {
      const message = 'Only the page of this server and programs may use the sandbox.'
      return sendError(response, 403, { error: 'ForbiddenError', message, ...FOREIGN_PAGE })
    }
    request.url = plainPath(request.url ?? '')
    if (request.url === STORAGE_PATH) return handleStorage(request, response, store)
    if (request.url === FAULTS_PATH) return handleFaults(request, response, holder)
    const methods = methodsAt(request.url)
    const endpoint = methods?.[request.method ?? '']
    if (methods === undefined) {
      const paths = [...Object.keys(ENDPOINTS), JOBS_PATH, FAULTS_PATH].join(', ')
      const message = `The sandbox has ${paths} and the files under /u.`
      return sendError(response, 404, { error: 'NotFoundError', message })
    }
    if (endpoint === ENDPOINTS[ROUTES_1.send.path]?.POST && isThrottled(request.headers)) {
      return throttleUpload(request, response)
    }
    if (endpoint === ENDPOINTS[ROUTES_1.send.path]?.POST) trackUpload(request, response)
    reportSandboxHeaders(request, response)
    if (endpoint === undefined) {
      response.setHeader('Allow', Object.keys(methods).join(', '))
      const message = `Here, only ${Object.keys(methods).join(', ')} does something.`
      return sendError(response, 405, { error: 'MethodNotAllowedError', message })
    }
    const account = rules.findAccount(request)
    if (account === undefined) {
      const message = 'The sandbox takes any key of the form varg_…, except varg_bad….'
      const rejection = errorResponse(401, { error: 'AuthError', message })
      return sendResponse(request, response, rules.formatResponse(rejection))
    }
    const signal = closeSignal(response)
    const sandboxRequest = {
      request,
      response,
      account,
      store,
      jobs,
      activePlan,
      signal,
      stallDuration,
    }
    await handleRequest(sandboxRequest, endpoint)
  }

  return { handle, prepare: () => store.prepare(), name: () => store.name() }
}
