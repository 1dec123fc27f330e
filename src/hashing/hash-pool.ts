import type { ContentHash } from '../core/contract.ts'
import { type Problem, ProblemError } from '../core/problem.ts'
import { type FromHashWorker, READ_AHEAD, SMALL_FILE, type ToHashWorker } from './protocol.ts'

const MOST_WORKERS = 4

/** An idle worker ends after this many milliseconds. */
const IDLE_TIMEOUT = 10_000

interface Job {
  id: number
  file: File
  size: number
  onProgress: (hashed: number) => void
  onTook: (milliseconds: number) => void
  resolve: (hash: ContentHash) => void
  reject: (reason: unknown) => void
}

/** A worker and the jobs it holds: the one it works on and those it reads ahead. */
interface Seat {
  worker: Worker
  jobs: Map<number, Job>
  idle?: ReturnType<typeof setTimeout>
}

export interface HashPool {
  /** Jobs worth handing over at a time: more would only wait here. */
  capacity: number
  /**
   * The SHA-256 of a file of `size` bytes, computed piece by piece in a worker.
   *
   * @param onProgress bytes hashed so far, some times a second; never called for small files
   * @param onTook called just before this resolves with the time that it was hashed
   * @throws {ProblemError} `changed-on-disk`, or `worker-lost` when its worker crashed
   * @throws {DOMException} named `AbortError` when `signal` fires
   */
  hash(
    file: File,
    size: number,
    signal: AbortSignal,
    onProgress: (hashed: number) => void,
    onTook?: (milliseconds: number) => void,
  ): Promise<ContentHash>
}

/** Workers come with the first jobs, by default up to one a core and four in all, and go when idle. */
export function createHashPool(
  startWorker = () => new Worker(new URL('./hash.worker.ts', import.meta.url), { type: 'module' }),
  mostWorkers = Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 1),
): HashPool {
  const seats = new Set<Seat>()
  const waiting: Job[] = []
  let lastId = 0

  function handOut(): void {
    for (let job = waiting[0]; job; job = waiting[0]) {
      const seat = seatFor(job)
      if (!seat) return
      waiting.shift()
      clearTimeout(seat.idle)
      seat.jobs.set(job.id, job)
      post(seat, { type: 'hash', job: job.id, file: job.file, size: job.size })
    }
  }

  /** The least busy worker with room for the job; a large file leaves room for one more only. */
  function seatFor(job: Job): Seat | undefined {
    const room = job.size <= SMALL_FILE ? 1 + READ_AHEAD : 2
    const [best] = [...seats].sort((a, b) => a.jobs.size - b.jobs.size)
    if (best?.jobs.size === 0) return best
    if (seats.size < mostWorkers) return open()
    return best && best.jobs.size < room ? best : undefined
  }

  function open(): Seat {
    const seat: Seat = { worker: startWorker(), jobs: new Map() }
    seat.worker.onmessage = ({ data }: MessageEvent<FromHashWorker>) => hear(seat, data)
    seat.worker.onerror = (event) => lose(seat, event.message || 'the worker failed')
    seat.worker.onmessageerror = () => lose(seat, 'a message could not be read')
    seats.add(seat)
    return seat
  }

  function hear(seat: Seat, message: FromHashWorker): void {
    const job = seat.jobs.get(message.job)
    if (!job) return
    switch (message.type) {
      case 'progress':
        job.onProgress(message.hashed)
        return
      case 'hashed':
        job.onTook(message.took)
        job.resolve(message.hash)
        break
      case 'failed':
        job.reject(new ProblemError(message.problem))
    }
    leave(seat, job.id)
  }

  function leave(seat: Seat, id: number): void {
    if (!seat.jobs.delete(id)) return
    handOut()
    if (seat.jobs.size === 0) seat.idle = setTimeout(() => close(seat), IDLE_TIMEOUT)
  }

  function close(seat: Seat): void {
    clearTimeout(seat.idle)
    seat.worker.terminate()
    seats.delete(seat)
  }

  /** Nothing a broken worker holds can end well; another takes its place for the next jobs. */
  function lose(seat: Seat, reason: string): void {
    close(seat)
    const problem: Problem = { kind: 'worker-lost', reason }
    for (const job of seat.jobs.values()) job.reject(new ProblemError(problem))
    seat.jobs.clear()
    handOut()
  }

  function drop(id: number): void {
    const index = waiting.findIndex((job) => job.id === id)
    if (index !== -1) waiting.splice(index, 1)
    for (const seat of seats) {
      if (!seat.jobs.has(id)) continue
      post(seat, { type: 'cancel', job: id })
      leave(seat, id)
    }
  }

  return {
    capacity: mostWorkers * (1 + READ_AHEAD),
    hash(file, size, signal, onProgress, onTook = () => {}) {
      return new Promise((resolve, reject) => {
        signal.throwIfAborted()
        lastId += 1
        const id = lastId
        const onAbort = () => {
          reject(signal.reason)
          drop(id)
        }
        const settled = () => signal.removeEventListener('abort', onAbort)
        signal.addEventListener('abort', onAbort)
        waiting.push({
          id,
          file,
          size,
          onProgress,
          onTook,
          resolve: (hash) => {
            settled()
            resolve(hash)
          },
          reject: (reason) => {
            settled()
            reject(reason)
          },
        })
        handOut()
      })
    },
  }
}

function post(seat: Seat, message: ToHashWorker): void {
  seat.worker.postMessage(message)
}
