import type { ContentHash } from '../core/api/contract.ts'
import workerUrl from './hash.worker.ts?worker&url'
import {
  createHashWorkerHandle,
  type HashJob,
  type HashWorkerHandle,
} from './hash-worker-handle.ts'
import { openWorker } from './own-scripts.ts'
import { MAX_JOBS, SMALL_FILE } from './protocol.ts'

const MAX_WORKERS = 4

export interface HashPool {
  /** Maximum number of useful concurrent jobs. Further ones wait in the pool. */
  capacity: number
  /**
   * Computes the SHA-256 of a file of `size` bytes in a worker.
   *
   * @param onProgress gets the bytes hashed so far, but not for small files
   * @param onTook gets the milliseconds of the hashing, just before this resolves
   * @throws {ProblemError} `changed-on-disk`, or `worker-lost` when its worker has crashed
   * @throws {DOMException} named `AbortError` when `signal` fires
   */
  hash(
    file: File,
    size: number,
    signal: AbortSignal,
    onProgress: (hashed: number) => void,
    onTook?: (milliseconds: number) => void,
  ): Promise<ContentHash>
  /** Starts the workers, so that their code is loaded before the first files. */
  prepare(): void
}

interface HashPoolOptions {
  startWorker?: () => Worker
  /** By default one per core, at most four. One without WebAssembly, since it holds whole files. */
  maxWorkers?: number
  /** Resolves when a script that failed to load can be loaded. */
  whenLoadable?: (url: string) => Promise<void>
}

/** Hashes files in workers. They start with the first jobs and end when idle. */
export function createHashPool({
  startWorker = () => openWorker(workerUrl),
  maxWorkers = globalThis.WebAssembly
    ? Math.min(MAX_WORKERS, navigator.hardwareConcurrency || 1)
    : 1,
  whenLoadable = () => new Promise(() => {}),
}: HashPoolOptions = {}): HashPool {
  const handles = new Set<HashWorkerHandle>()
  const waiting: HashJob[] = []
  let lastId = 0
  let isWaitingForScript = false

  function assignJobs(): void {
    for (let job = waiting[0]; job; job = waiting[0]) {
      const handle = findHandle(job)
      if (!handle) return
      waiting.shift()
      handle.take(job)
    }
  }

  /** The worker with room and the fewest bytes to hash. It holds at most two large files. */
  function findHandle({ size }: HashJob): HashWorkerHandle | undefined {
    const room = size <= SMALL_FILE ? MAX_JOBS : 2
    const free = [...handles].filter(({ jobs }) => jobs.size < room)
    const idle = free.find(({ jobs }) => jobs.size === 0)
    if (idle) return idle
    if (handles.size < maxWorkers && !isWaitingForScript) return open()
    return free.sort((a, b) => a.bytes() - b.bytes())[0]
  }

  function open(): HashWorkerHandle {
    const handle = createHashWorkerHandle(startWorker(), {
      onRoom: assignJobs,
      onUnloaded: requeue,
      onEnd: () => handles.delete(handle),
    })
    handles.add(handle)
    return handle
  }

  async function requeue(jobs: readonly HashJob[]): Promise<void> {
    waiting.unshift(...jobs)
    if (isWaitingForScript) return
    isWaitingForScript = true
    await whenLoadable(workerUrl)
    isWaitingForScript = false
    assignJobs()
  }

  function drop(id: number): void {
    const index = waiting.findIndex((job) => job.id === id)
    if (index !== -1) waiting.splice(index, 1)
    for (const handle of handles) handle.drop(id)
  }

  return {
    capacity: maxWorkers * MAX_JOBS,

    prepare() {
      while (handles.size < maxWorkers && !isWaitingForScript) open()
    },

    async hash(file, size, signal, onProgress, onTook = () => {}) {
      signal.throwIfAborted()
      lastId += 1
      const id = lastId
      let onAbort = () => {}
      const hashing = new Promise<ContentHash>((resolve, reject) => {
        onAbort = () => {
          reject(signal.reason)
          drop(id)
        }
        waiting.push({ id, file, size, onProgress, onTook, resolve, reject })
      })
      signal.addEventListener('abort', onAbort)
      assignJobs()
      return hashing.finally(() => signal.removeEventListener('abort', onAbort))
    },
  }
}
