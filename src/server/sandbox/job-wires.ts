import type { IncomingMessage } from 'node:http'
import { pathTo, type Route } from '../../core/api/route.ts'
import { JOB_ROUTES_2 } from '../../core/api/v2/job-routes-v2.ts'
import { ROUTES_2 } from '../../core/api/v2/routes-v2.ts'
import type { JobWire2 } from '../../core/api/v2/wires-v2.ts'
import type { JobWire } from '../../core/request/generation-contract.ts'
import type { SandboxJob } from './job-list.ts'
import { baseUrl } from './public-url.ts'

/** The model that returns the first file of its request. */
export const ECHO_MODEL = 'sandbox-echo'

const FAILURE = `The sandbox generates nothing. Only the model ${ECHO_MODEL} ends well and returns its first file.`

/** A job of version 1 in the response to its creation. */
export function newJobWire1({ id, model, createdAt }: SandboxJob): JobWire {
  return {
    job_id: id,
    status: 'queued',
    model,
    created_at: createdAt,
    cache: { hit: false },
    message: `The request is in order. ${FAILURE}`,
  }
}

/** A job of version 1 that has ended. */
export function jobWire1(job: SandboxJob): object {
  const { output } = job
  return output === undefined
    ? { ...newJobWire1(job), status: 'failed', error: FAILURE }
    : { ...newJobWire1(job), status: 'completed', output: { url: output.url } }
}

/** A job of version 2 in the response to its creation, with the URLs of its calls. */
export function newJobWire2(job: SandboxJob, request: IncomingMessage): JobWire2 {
  const base = baseUrl(request)
  const urlOf = (route: Route) => base + pathTo(route, { id: job.id })
  const { status, refresh, cancel, retry } = JOB_ROUTES_2
  return {
    ...wire2(job, 'queued'),
    urls: {
      self: urlOf(ROUTES_2.job),
      status: urlOf(status),
      refresh: urlOf(refresh),
      cancel: urlOf(cancel),
      retry: urlOf(retry),
    },
  }
}

/** A job of version 2 that has ended. */
export function jobWire2(job: SandboxJob): JobWire2 {
  return wire2(job, statusOf(job))
}

export function statusOf({ output }: SandboxJob): 'completed' | 'failed' {
  return output === undefined ? 'failed' : 'completed'
}

function wire2(job: SandboxJob, status: 'queued' | 'completed' | 'failed'): JobWire2 {
  const { id, tool, model, input, createdAt, output } = job
  const hasEnded = status !== 'queued'
  return {
    id,
    status,
    tool,
    input,
    output: status === 'completed' && output ? { version: 'v1', outputs: [output] } : null,
    error: status === 'failed' ? { code: 'sandbox', message: FAILURE } : null,
    progress_message: null,
    progress: hasEnded ? 1 : 0,
    progress_metadata: null,
    estimated_duration_ms: null,
    // Nothing in the sandbox costs anything.
    estimated_cost_cents: 0,
    actual_cost_cents: hasEnded ? 0 : null,
    provider: 'sandbox',
    provider_model: model,
    provider_status: null,
    provider_job_id: null,
    started_at: hasEnded ? createdAt : null,
    completed_at: hasEnded ? createdAt : null,
    created_at: createdAt,
    pricing: {
      estimated: 0,
      actual: hasEnded ? 0 : null,
      billing: null,
      cached: false,
      billed_units: null,
      pricing_id: null,
    },
  }
}
