import type { Endpoint } from './handle-request.ts'
import type { SandboxJob } from './job-list.ts'
import { jobWire1, jobWire2, statusOf } from './job-wires.ts'
import type { SandboxRequest } from './sandbox-request.ts'
import { errorResponse, jsonResponse, type SandboxResponse } from './sandbox-response.ts'

/** Maximum jobs in a list, which has no pages. */
const MOST_LISTED = 100

/** A call about a job of the account, by the id in the path. */
function onJob(respond: (job: SandboxJob) => SandboxResponse): Endpoint {
  return (sandboxRequest) => {
    const job = sandboxRequest.jobs.find(sandboxRequest, sandboxRequest.id)
    return job === undefined ? missing(sandboxRequest) : respond(job)
  }
}

function missing({ version }: SandboxRequest): SandboxResponse {
  const error = version === 1 ? 'NotFoundError' : 'job_not_found'
  return errorResponse(404, { error, message: 'There is no such job.' })
}

/**
 * Returns a job that has ended, because clients that poll for an end would poll for half an hour
 * otherwise.
 */
export const getJob1 = onJob((job) => jsonResponse(200, jobWire1(job)))
export const getJob2 = onJob((job) => jsonResponse(200, jobWire2(job)))

export const getJobStatus = onJob((job) =>
  jsonResponse(200, { id: job.id, status: statusOf(job), progress: 1 }),
)

/** Refuses to refresh, cancel or retry a job. */
export const changeJob = onJob(() =>
  errorResponse(409, {
    error: 'conflict',
    message: 'The job has ended, so nothing can change it.',
  }),
)

export const listJobs: Endpoint = (sandboxRequest) => {
  const found = sandboxRequest.jobs.newestFirst(sandboxRequest, MOST_LISTED)
  return jsonResponse(200, { data: found.map(jobWire2) })
}
