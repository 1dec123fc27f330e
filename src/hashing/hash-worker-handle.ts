import type { ContentHash } from '../core/api/contract.ts'
import { type Problem, ProblemError } from '../core/api/problem.ts'
import {
  type FromHashWorker,
  type HashOrder,
  type HashOutcome,
  isUnloaded,
  type ToHashWorker,
} from './protocol.ts'
import { words } from './words.ts'

/** Milliseconds until an idle worker ends. */
const IDLE_TIMEOUT = 10_000

export interface HashJob {
  id: number
  file: File
  size: number
  onProgress: (hashed: number) => void
  onTook: (milliseconds: number) => void
  resolve: (hash: ContentHash) => void
  reject: (reason: unknown) => void
}

/** A worker with its jobs: the current one and those it reads ahead. */
export interface HashWorkerHandle {
  jobs: ReadonlyMap<number, HashJob>
  /** The bytes of its jobs. */
  bytes: () => number
  take: (job: HashJob) => void
  /** Cancels a job without an outcome. Ignores jobs of other workers. */
  drop: (id: number) => void
}

interface HashWorkerListener {
  /** Jobs have ended or were canceled. */
  onRoom(): void
  /** The script of the worker could not be loaded. Called after `onEnd`. */
  onUnloaded(jobs: readonly HashJob[]): void
  /** The worker has ended: it was idle for too long, or it failed. */
  onEnd(): void
}

export function createHashWorkerHandle(
  worker: Worker,
  { onRoom, onUnloaded, onEnd }: HashWorkerListener,
): HashWorkerHandle {
  const jobs = new Map<number, HashJob>()
  let orders: HashOrder[] = []
  let bytes = 0
  let hasResponded = false
  /** Set from the start, because a prepared worker may get no work. */
  let idle: ReturnType<typeof setTimeout> | undefined = setTimeout(end, IDLE_TIMEOUT)

  worker.onmessage = ({ data }: MessageEvent<FromHashWorker>) => onMessage(data)
  worker.onerror = (event) => {
    if (isUnloaded(event, hasResponded)) leave()
    else fail(event.message || words.workerFailed)
  }
  worker.onmessageerror = () => fail(words.unreadableMessage)

  function onMessage(message: FromHashWorker): void {
    hasResponded = true
    if (message.type === 'progress') {
      jobs.get(message.job)?.onProgress(message.hashed)
      return
    }
    for (const outcome of message.outcomes) finish(outcome)
    makeRoom()
  }

  function finish(outcome: HashOutcome): void {
    const job = release(outcome.job)
    if (!job) return
    if ('problem' in outcome) {
      job.reject(new ProblemError(outcome.problem))
    } else {
      job.onTook(outcome.took)
      job.resolve(outcome.hash)
    }
  }

  function release(id: number): HashJob | undefined {
    const job = jobs.get(id)
    if (!job) return undefined
    jobs.delete(id)
    bytes -= job.size
    return job
  }

  function makeRoom(): void {
    onRoom()
    if (jobs.size > 0) return
    clearTimeout(idle)
    idle = setTimeout(end, IDLE_TIMEOUT)
  }

  function end(): void {
    clearTimeout(idle)
    worker.terminate()
    onEnd()
  }

  function leave(): void {
    end()
    onUnloaded([...jobs.values()])
    jobs.clear()
  }

  /** Rejects all jobs of a crashed worker. The pool starts another one for the next jobs. */
  function fail(reason: string): void {
    end()
    const problem: Problem = { kind: 'worker-lost', reason }
    for (const job of jobs.values()) job.reject(new ProblemError(problem))
    jobs.clear()
    onRoom()
  }

  function post(message: ToHashWorker): void {
    worker.postMessage(message)
  }

  function postOrders(): void {
    if (orders.length > 0) post({ type: 'hash', orders })
    orders = []
  }

  return {
    jobs,
    bytes: () => bytes,
    take(job) {
      clearTimeout(idle)
      jobs.set(job.id, job)
      bytes += job.size
      // Batch the jobs of one task, because a message costs more than a small file.
      if (orders.length === 0) queueMicrotask(postOrders)
      orders.push({ job: job.id, file: job.file, size: job.size })
    },
    drop(id) {
      if (!release(id)) return
      postOrders()
      post({ type: 'cancel', job: id })
      makeRoom()
    },
  }
}
