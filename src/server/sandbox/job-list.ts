import { randomUUID } from 'node:crypto'
import type { ApiVersion } from '../../core/api/api-version.ts'
import type { OutputWire } from '../../core/api/v2/wires-v2.ts'
import type { Endpoint } from '../../core/request/generation.ts'
import { RateWindows } from './rate-windows.ts'

/** Maximum number of jobs, and of characters of their bodies, all accounts together. */
const MOST = { jobs: 1000, characters: 32 * 1_048_576 }

/** The job limit in the examples of version 2. */
const RATE = { limit: 60, seconds: 60, nested: true }

/** A generation job. It has already ended when a client first asks for it. */
export interface SandboxJob {
  id: string
  tool: Endpoint
  model: string
  /** The body as it was sent. */
  input: unknown
  /** ISO 8601. */
  createdAt: string
  /** Undefined for a job that fails. */
  output: OutputWire | undefined
}

/** The account and version that created a job. Each version has its own jobs. */
interface JobOwner {
  version: ApiVersion
  account: { id: string }
}

type NewJob = Omit<SandboxJob, 'id' | 'createdAt'>

/** The latest jobs, in memory. */
export class JobList {
  /** Counts new jobs of version 2 for their headers. Rejects no job. */
  readonly rates = new RateWindows(RATE)
  readonly #jobs = new Map<string, { job: SandboxJob; size: number }>()
  /** Job ids by idempotency key. */
  readonly #repeats = new Map<string, string>()
  #characters = 0

  /**
   * @param text the body as it was sent
   * @param repeatKey the idempotency key of the request
   */
  add(owner: JobOwner, given: NewJob, text: string, repeatKey?: string): SandboxJob {
    const uuid = randomUUID()
    const id = owner.version === 1 ? uuid : `job_${uuid.replaceAll('-', '').slice(0, 16)}`
    const job = { ...given, id, createdAt: new Date().toISOString() }
    this.#jobs.set(nameOf(owner, id), { job, size: text.length })
    this.#characters += text.length
    if (repeatKey !== undefined) this.#repeats.set(nameOf(owner, repeatKey), id)
    this.#evict()
    return job
  }

  /** Undefined when the account has no such job or it was evicted. */
  find(owner: JobOwner, id: string): SandboxJob | undefined {
    return this.#jobs.get(nameOf(owner, id))?.job
  }

  /** The job of an earlier request with this key. */
  findRepeated(owner: JobOwner, repeatKey: string): SandboxJob | undefined {
    const id = this.#repeats.get(nameOf(owner, repeatKey))
    return id === undefined ? undefined : this.find(owner, id)
  }

  newestFirst(owner: JobOwner, most: number): SandboxJob[] {
    const start = nameOf(owner, '')
    const names = [...this.#jobs.keys()].filter((name) => name.startsWith(start))
    return names
      .slice(-most)
      .reverse()
      .flatMap((name) => this.#jobs.get(name)?.job ?? [])
  }

  /** Removes the oldest jobs. */
  #evict(): void {
    for (const [name, { size }] of this.#jobs) {
      if (this.#jobs.size <= MOST.jobs && this.#characters <= MOST.characters) break
      this.#jobs.delete(name)
      this.#characters -= size
    }
    for (const name of this.#repeats.keys()) {
      if (this.#repeats.size <= MOST.jobs) break
      this.#repeats.delete(name)
    }
  }
}

function nameOf({ version, account }: JobOwner, name: string): string {
  return `${version} ${account.id} ${name}`
}
