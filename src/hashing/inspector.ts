import type { Inspection } from '../core/intake.ts'
import { ProblemError } from '../core/problem.ts'
import type { FromInspectWorker, ToInspectWorker } from './protocol.ts'

/** The worker ends after this many milliseconds without work. */
const IDLE_TIMEOUT = 10_000

interface Pending {
  resolve: (inspections: Inspection[]) => void
  reject: (reason: ProblemError) => void
}

export interface Inspector {
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

/** Looks at files in a worker of its own, which loads the detector with the first files. */
export function createInspector(): Inspector {
  const pending = new Map<number, Pending>()
  let worker: Worker | undefined
  let idle: ReturnType<typeof setTimeout> | undefined
  let lastJob = 0

  function open(): Worker {
    const opened = new Worker(new URL('./inspect.worker.ts', import.meta.url), { type: 'module' })
    opened.onmessage = ({ data }: MessageEvent<FromInspectWorker>) => {
      pending.get(data.job)?.resolve(data.inspections)
      pending.delete(data.job)
      rest()
    }
    opened.onerror = (event) => lose(opened, event.message || 'the worker failed')
    opened.onmessageerror = () => lose(opened, 'a message could not be read')
    return opened
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
      worker ??= open()
      rest()
    },

    inspect(files) {
      clearTimeout(idle)
      worker ??= open()
      lastJob += 1
      const message: ToInspectWorker = { job: lastJob, files }
      worker.postMessage(message)
      return new Promise((resolve, reject) => pending.set(lastJob, { resolve, reject }))
    },
  }
}
