import { ProblemError } from '../core/api/problem.ts'
import type { Inspection } from '../core/intake/intake.ts'
import workerUrl from './detect.worker.ts?worker&url'
import { type FromInspectWorker, isUnloaded, type ToInspectWorker } from './protocol.ts'

/** Milliseconds until an idle worker ends. */
const IDLE_TIMEOUT = 10_000

interface Pending {
  message: ToInspectWorker
  resolve: (inspections: Inspection[]) => void
  reject: (reason: ProblemError) => void
}

export interface FileDetector {
  /**
   * Detects size and media type of files. Returns them in the same order. An unreadable file
   * results in an Inspection as well.
   *
   * @throws {ProblemError} `worker-lost` when the worker has crashed
   */
  inspect(files: readonly File[]): Promise<Inspection[]>
  /** Starts the worker, so that its code is loaded before the first files. */
  prepare(): void
}

/**
 * Inspects files in a worker. The worker starts with the first files.
 *
 * @param whenLoadable resolves when a script that failed to load can be loaded
 */
export function createFileDetector(
  whenLoadable: (url: string) => Promise<void>,
  startWorker = () => new Worker(workerUrl, { type: 'module' }),
): FileDetector {
  const pending = new Map<number, Pending>()
  let worker: Worker | undefined
  let idle: ReturnType<typeof setTimeout> | undefined
  let lastJob = 0
  let isWaitingForScript = false

  function open(): Worker {
    const opened = startWorker()
    let hasResponded = false
    opened.onmessage = ({ data }: MessageEvent<FromInspectWorker>) => {
      hasResponded = true
      pending.get(data.job)?.resolve(data.inspections)
      pending.delete(data.job)
      endWhenIdle()
    }
    opened.onerror = (event) => {
      if (isUnloaded(event, hasResponded)) void reopen(opened)
      else fail(opened, event.message || 'the worker failed')
    }
    opened.onmessageerror = () => fail(opened, 'a message could not be read')
    return opened
  }

  /** Pending files wait until the script of the worker can be loaded. */
  async function reopen(unloaded: Worker): Promise<void> {
    if (unloaded !== worker) return
    close()
    isWaitingForScript = true
    await whenLoadable(workerUrl)
    isWaitingForScript = false
    if (pending.size === 0) return
    worker = open()
    for (const { message } of pending.values()) worker.postMessage(message)
  }

  /** Ends the worker after a time without work. */
  function endWhenIdle(): void {
    clearTimeout(idle)
    if (pending.size === 0) idle = setTimeout(close, IDLE_TIMEOUT)
  }

  function close(): void {
    worker?.terminate()
    worker = undefined
  }

  function fail(failed: Worker, reason: string): void {
    if (failed !== worker) return
    close()
    for (const { reject } of pending.values())
      reject(new ProblemError({ kind: 'worker-lost', reason }))
    pending.clear()
  }

  return {
    prepare() {
      if (isWaitingForScript) return
      worker ??= open()
      endWhenIdle()
    },

    inspect(files) {
      clearTimeout(idle)
      lastJob += 1
      const message: ToInspectWorker = { job: lastJob, files }
      if (!isWaitingForScript) {
        worker ??= open()
        worker.postMessage(message)
      }
      return new Promise((resolve, reject) => pending.set(lastJob, { message, resolve, reject }))
    },
  }
}
