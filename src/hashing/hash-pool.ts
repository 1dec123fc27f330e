import type { ContentHash } from '../core/api/contract.ts'
import workerUrl from './hash.worker.ts?worker&url'
import { createHashSeat, type HashJob, type HashSeat } from './hash-seat.ts'
import { MOST_JOBS, SMALL_FILE } from './protocol.ts'

const MOST_WORKERS = 4

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
  /** Files may come soon: starts the workers, whose code is to be loaded first. */
  prepare(): void
}

/**
 * Workers come with the first jobs, by default up to one a core and four in all, and go when idle.
 * Without WebAssembly there is one, for it holds whole files.
 *
 * @param whenLoadable resolves when a script that could not be loaded can be
 */
export function createHashPool(
  startWorker = () => new Worker(workerUrl, { type: 'module' }),
  mostWorkers = globalThis.WebAssembly
    ? Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 1)
    : 1,
  whenLoadable = (_url: string) => new Promise<void>(() => {}),
): HashPool {
  const seats = new Set<HashSeat>()
  const waiting: HashJob[] = []
  let lastId = 0
  let isStuck = false

  function handOut(): void {
    for (let job = waiting[0]; job; job = waiting[0]) {
      const seat = seatFor(job)
      if (!seat) return
      waiting.shift()
      seat.take(job)
    }
  }

  /** The worker with the fewest bytes to hash that has room; a large file leaves room for one more only. */
  function seatFor({ size }: HashJob): HashSeat | undefined {
    const room = size <= SMALL_FILE ? MOST_JOBS : 2
    const free = [...seats].filter(({ jobs }) => jobs.size < room)
    const idle = free.find(({ jobs }) => jobs.size === 0)
    if (idle) return idle
    if (seats.size < mostWorkers && !isStuck) return open()
    return free.sort((a, b) => a.bytes() - b.bytes())[0]
  }

  function open(): HashSeat {
    const seat = createHashSeat(startWorker(), handOut, takeBack, () => seats.delete(seat))
    seats.add(seat)
    return seat
  }

  async function takeBack(jobs: readonly HashJob[]): Promise<void> {
    waiting.unshift(...jobs)
    if (isStuck) return
    isStuck = true
    await whenLoadable(workerUrl)
    isStuck = false
    handOut()
  }

  function drop(id: number): void {
    const index = waiting.findIndex((job) => job.id === id)
    if (index !== -1) waiting.splice(index, 1)
    for (const seat of seats) seat.drop(id)
  }

  return {
    capacity: mostWorkers * MOST_JOBS,

    prepare() {
      while (seats.size < mostWorkers && !isStuck) open()
    },

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
