import { randomUUID } from 'node:crypto'
import type { JobWire } from '../../core/request/generation-contract.ts'

/** Maximum number of jobs, all accounts together. */
const MAX_JOBS = 1000

/** The latest jobs, as long as the process lives. No job is ever started. */
export class JobList {
  readonly #jobs = new Map<string, JobWire>()

  add(accountId: string, model: string): JobWire {
    const job: JobWire = {
      job_id: randomUUID(),
      status: 'queued',
      model,
      created_at: new Date().toISOString(),
      cache: { hit: false },
      message: 'The request is in order. The sandbox generates nothing, so the job will fail.',
    }
    this.#jobs.set(keyOf(accountId, job.job_id), job)
    const [oldest] = this.#jobs.keys()
    if (this.#jobs.size > MAX_JOBS && oldest !== undefined) this.#jobs.delete(oldest)
    return job
  }

  /** Undefined when the account has no such job or it was evicted. */
  find(accountId: string, jobId: string): JobWire | undefined {
    return this.#jobs.get(keyOf(accountId, jobId))
  }
}

function keyOf(accountId: string, jobId: string): string {
  return `${accountId} ${jobId}`
}
