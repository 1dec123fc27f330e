import { join } from 'node:path'
import { PATHS } from '../../core/api/contract.ts'
import { GENERATION_PATHS } from '../../core/request/generation.ts'
import { JOBS_PATH } from '../../core/request/generation-contract.ts'
import { FAULTS_PATH, NO_FAULTS } from '../../core/sandbox/faults.ts'
import { STORAGE_PATH } from '../../core/sandbox/storage-report.ts'
import type { Handler } from '../http/middleware.ts'
import { closeSignal, sendError } from '../http/response.ts'
import { callerOf } from '../http/same-origin.ts'
import { isThrottled } from '../proxy/throttling.ts'
import { trackUpload } from '../proxy/upload-progress.ts'
import { giveAnswer } from './early-response.ts'
import { ActivePlan } from './fault-plan.ts'
import { answerFaults, type FaultPlanHolder } from './fault-route.ts'
import { FileStore } from './file-store.ts'
import { type Call, handleRequest } from './handle-request.ts'
import { JobList } from './job-list.ts'
import { asksForFile, servePublicFile } from './public-file.ts'
import { receiveFile } from './receive-file.ts'
import { reportSandboxHeaders } from './report-headers.ts'
import { STILLNESS } from './sandbox-request.ts'
import { errorAnswer, jsonAnswer } from './sandbox-response.ts'
import { STORAGE_LIMITS, type StorageLimits } from './storage-quota.ts'
import { answerStorage } from './storage-route.ts'
import { showJob, takeJob } from './take-job.ts'
import { throttleUpload } from './throttle-upload.ts'

/** 100,000 credits at 1 cent each, so $1,000.00, for everybody: enough to see a balance. */
const BALANCE = { balance_cents: 100_000 }

/** What can be done at one path, by method. */
type Methods = Record<string, Call>

const CALLS: Record<string, Methods> = {
  [PATHS.files]: { POST: (sandboxRequest) => receiveFile(sandboxRequest) },
  [PATHS.balance]: { GET: () => jsonAnswer(200, BALANCE) },
  [PATHS.me]: {
    GET: ({ account: { id, email } }) => jsonAnswer(200, { userId: id, email }),
  },
  [GENERATION_PATHS.image]: { POST: (sandboxRequest) => takeJob(sandboxRequest, 'image') },
  [GENERATION_PATHS.video]: { POST: (sandboxRequest) => takeJob(sandboxRequest, 'video') },
  [GENERATION_PATHS.transcription]: {
    POST: (sandboxRequest) => takeJob(sandboxRequest, 'transcription'),
  },
}

const JOB_CALLS: Methods = { GET: showJob }

function methodsAt(path: string): Methods | undefined {
  return path.startsWith(JOBS_PATH) ? JOB_CALLS : CALLS[path]
}

export interface Sandbox {
  handle: Handler
  /** Makes its folder ready. Uploads fail one by one, with an answer, if that cannot be done. */
  prepare(): Promise<void>
  /** Another for another folder, and once that was emptied; known once that is ready. */
  name(): Promise<string>
}

export interface SandboxOptions extends Partial<StorageLimits> {
  /** Of a stalled upload, in milliseconds. */
  stillness?: number | undefined
}

/**
 * A gateway on this machine that honours the contract, keeps its files in `dataFolder`, and
 * makes faults when it is asked to.
 */
export function createSandbox(
  dataFolder: string,
  { stillness = STILLNESS, ...limits }: SandboxOptions = {},
): Sandbox {
  const store = new FileStore(join(dataFolder, 'sandbox'), { ...STORAGE_LIMITS, ...limits })
  const jobs = new JobList()
  const holder: FaultPlanHolder = { activePlan: new ActivePlan(NO_FAULTS) }

  const handle: Handler = async (request, response) => {
    const { activePlan } = holder
    const { rules } = activePlan
    if (asksForFile(request)) return servePublicFile(request, response, store, rules)
    if (callerOf(request) === 'foreign-page') {
      const message = 'Only the page of this server and programs may use the sandbox.'
      return sendError(response, 403, { error: 'ForbiddenError', message })
    }
    if (request.url === STORAGE_PATH) return answerStorage(request, response, store)
    if (request.url === FAULTS_PATH) return answerFaults(request, response, holder)
    const methods = methodsAt(request.url ?? '')
    const call = methods?.[request.method ?? '']
    if (methods === undefined) {
      const paths = [...Object.keys(CALLS), JOBS_PATH, FAULTS_PATH].join(', ')
      const message = `The sandbox has ${paths} and the files under /u.`
      return sendError(response, 404, { error: 'NotFoundError', message })
    }
    if (call === CALLS[PATHS.files]?.POST && isThrottled(request.headers)) {
      return throttleUpload(request, response)
    }
    if (call === CALLS[PATHS.files]?.POST) trackUpload(request, response)
    reportSandboxHeaders(request, response)
    if (call === undefined) {
      response.setHeader('Allow', Object.keys(methods).join(', '))
      const message = `Here, only ${Object.keys(methods).join(', ')} does something.`
      return sendError(response, 405, { error: 'MethodNotAllowedError', message })
    }
    const account = rules.findAccount(request)
    if (account === undefined) {
      const message = 'The sandbox takes any key of the form varg_…, except varg_bad….'
      const answer = errorAnswer(401, { error: 'AuthError', message })
      return giveAnswer(request, response, rules.shapeAnswer(answer))
    }
    const gone = closeSignal(response)
    const sandboxRequest = {
      request,
      response,
      account,
      store,
      jobs,
      activePlan,
      gone,
      stillness,
    }
    await handleRequest(sandboxRequest, call)
  }

  return { handle, prepare: () => store.prepare(), name: () => store.name() }
}
