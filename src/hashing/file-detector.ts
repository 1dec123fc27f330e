import { ProblemError } from '../core/api/problem.ts'
import type { Inspection } from '../core/intake/intake.ts'
import workerUrl from './detect.worker.ts?worker&url'
import type { FromInspectWorker, ToInspectWorker } from './protocol.ts'
import { isUnloaded } from './unloaded.ts'

/** The worker ends after this many milliseconds without work. */
const IDLE_TIMEOUT = 10_000

interface Pending {
  message: ToInspectWorker
  resolve: (inspections: Inspection[]) => void
  reject: (reason: ProblemError) => void
}

export interface FileDetector {
  /**
   * Size and media type of each file, by its first bytes, in the same order.
   *
   * A file that cannot be read is an Inspection too and stops nothing.
   *
   * @throws {ProblemError} `worker-lost` when the worker crashed
   */
  inspect(files: readonly File[]): Promise<Inspection[]>
  /** Files may come soon: starts the worker, whose code is to be loaded first. */
  prepare(): void
}

/**
 * Looks at files in a worker of its own, which loads the detector with the first files.
 *
 * @param whenLoadable resolves when a script that could not be loaded can be
 */
export function createFileDetector(
  whenLoadable: (url: string) => Promise<void>,
  startWorker = () => new Worker(workerUrl, { type: 'module' }),
): FileDetector {
  const pending = new Map<number, Pending>()
  let worker: Worker | undefined
  let idle: ReturnType<typeof setTimeout> | undefined
  let lastJob = 0
  let isStuck = false

  function open(): Worker {
    const opened = startWorker()
    let hasSpoken = false
    opened.onmessage = ({ data }: MessageEvent<FromInspectWorker>) => {
      hasSpoken = true
      pending.get(data.job)?.resolve(data.inspections)
      pending.delete(data.job)
      rest()
    }
    opened.onerror = (event) => {
      if (isUnloaded(event, hasSpoken)) void reopen(opened)
      else lose(opened, event.message || 'the worker failed')
    }
    opened.onmessageerror = () => lose(opened, 'a message could not be read')
    return opened
  }

  /** Files wait here for a worker whose script could not be loaded. */
  async function reopen(unloaded: Worker): Promise<void> {
    if (unloaded !== worker) return
    close()
    isStuck = true
    await whenLoadable(workerUrl)
    isStuck = false
    if (pending.size === 0) return
    worker = open()
    for (const { message } of pending.values()) worker.postMessage(message)
  }

  /** Ends the worker unless there is work soon. */
  function rest(): void {
    clearTimeout(idle)
    if (pending.size === 0) idle = setTimeout(close, IDLE_TIMEOUT)
  }

  function close(): void {
    worker?.terminate()
    worker = undefined
  }

  function lose(lost: Worker, reason: string): void {
    if (lost !== worker) return
    close()
    for (const { reject } of pending.values())
      reject(new ProblemError({ kind: 'worker-lost', reason }))
    pending.clear()
  }

  return {
    prepare() {
      if (isStuck) return
      worker ??= open()
      rest()
    },

    inspect(files) {
      clearTimeout(idle)
      lastJob += 1
      const message: ToInspectWorker = { job: lastJob, files }
      if (!isStuck) {
        worker ??= open()
        worker.postMessage(message)
      }
      return new Promise((resolve, reject) => pending.set(lastJob, { message, resolve, reject }))
    },
  }
}
