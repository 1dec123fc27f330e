import { randomUUID } from 'node:crypto'
import type { JobWire } from '../../core/request/generation-contract.ts'

/** Jobs that are remembered, of all accounts together. */
const MOST_JOBS = 1000

/** Jobs that were taken, the latest of them, as long as the process lives. None is ever begun. */
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
    if (this.#jobs.size > MOST_JOBS && oldest !== undefined) this.#jobs.delete(oldest)
    return job
  }

  /** Undefined where the account has no such job, or has it no more. */
  find(accountId: string, jobId: string): JobWire | undefined {
    return this.#jobs.get(keyOf(accountId, jobId))
  }
}

function keyOf(accountId: string, jobId: string): string {
  return `${accountId} ${jobId}`
}
