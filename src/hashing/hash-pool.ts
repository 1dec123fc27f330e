import type { ContentHash } from '../core/api/contract.ts'
import workerUrl from './hash.worker.ts?worker&url'
import {
  createHashWorkerHandle,
  type HashJob,
  type HashWorkerHandle,
} from './hash-worker-handle.ts'
import { MAX_JOBS, SMALL_FILE } from './protocol.ts'

const MAX_WORKERS = 4

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

interface HashPoolOptions {
  startWorker?: () => Worker
  maxWorkers?: number
  /** Resolves when a script that could not be loaded can be. */
  whenLoadable?: (url: string) => Promise<void>
}

/**
 * Workers come with the first jobs, by default up to one a core and four in all, and go when idle.
 * Without WebAssembly there is one, for it holds whole files.
 */
export function createHashPool({
  startWorker = () => new Worker(workerUrl, { type: 'module' }),
  maxWorkers = globalThis.WebAssembly
    ? Math.min(MAX_WORKERS, navigator.hardwareConcurrency || 1)
    : 1,
  whenLoadable = () => new Promise(() => {}),
}: HashPoolOptions = {}): HashPool {
  const handles = new Set<HashWorkerHandle>()
  const waiting: HashJob[] = []
  let lastId = 0
  let isStuck = false

  function handOut(): void {
    for (let job = waiting[0]; job; job = waiting[0]) {
      const handle = findHandle(job)
      if (!handle) return
      waiting.shift()
      handle.take(job)
    }
  }

  /** The worker with the fewest bytes to hash that has room; a large file leaves room for one more only. */
  function findHandle({ size }: HashJob): HashWorkerHandle | undefined {
    const room = size <= SMALL_FILE ? MAX_JOBS : 2
    const free = [...handles].filter(({ jobs }) => jobs.size < room)
    const idle = free.find(({ jobs }) => jobs.size === 0)
    if (idle) return idle
    if (handles.size < maxWorkers && !isStuck) return open()
    return free.sort((a, b) => a.bytes() - b.bytes())[0]
  }

  function open(): HashWorkerHandle {
    const handle = createHashWorkerHandle(startWorker(), {
      onRoom: handOut,
      onUnloaded: takeBack,
      onEnd: () => handles.delete(handle),
    })
    handles.add(handle)
    return handle
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
    for (const handle of handles) handle.drop(id)
  }

  return {
    capacity: maxWorkers * MAX_JOBS,

    prepare() {
      while (handles.size < maxWorkers && !isStuck) open()
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
