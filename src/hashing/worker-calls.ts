import { ProblemError } from '../core/api/problem.ts'
import { isUnloaded } from './protocol.ts'
import { words } from './words.ts'

/** Milliseconds until an idle worker ends. */
const IDLE_TIMEOUT = 10_000

/** What a message and its answer have in common. */
interface Numbered {
  job: number
}

interface Pending<Message, Answer> {
  message: Message
  resolve: (answer: Answer) => void
  reject: (reason: unknown) => void
}

/**
 * Calls of one worker that answers each message once. The worker starts with the first call and
 * ends when idle.
 *
 * @param whenLoadable resolves when a script that failed to load can be loaded. Calls wait for it.
 */
export function createWorkerCalls<Message extends Numbered, Answer extends Numbered>(
  url: string,
  startWorker: () => Worker,
  whenLoadable: (url: string) => Promise<void>,
) {
  const pending = new Map<number, Pending<Message, Answer>>()
  let worker: Worker | undefined
  let idle: ReturnType<typeof setTimeout> | undefined
  let lastJob = 0
  let isWaitingForScript = false

  function open(): Worker {
    const opened = startWorker()
    let hasResponded = false
    opened.onmessage = ({ data }: MessageEvent<Answer>) => {
      hasResponded = true
      pending.get(data.job)?.resolve(data)
      pending.delete(data.job)
      endWhenIdle()
    }
    opened.onerror = (event) => {
      if (isUnloaded(event, hasResponded)) void reopen(opened)
      else fail(opened, event.message || words.workerFailed)
    }
    opened.onmessageerror = () => fail(opened, words.unreadableMessage)
    return opened
  }

  /** Pending calls wait until the script of the worker can be loaded. */
  async function reopen(unloaded: Worker): Promise<void> {
    if (unloaded !== worker) return
    close()
    isWaitingForScript = true
    await whenLoadable(url)
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
    /** Starts the worker, so that its code is loaded before the first call. */
    prepare(): void {
      if (isWaitingForScript) return
      worker ??= open()
      endWhenIdle()
    },

    /**
     * @param signal ends the wait. The worker may still work on it, and its answer is ignored.
     * @throws {ProblemError} `worker-lost` when the worker has crashed
     */
    async call(toMessage: (job: number) => Message, signal?: AbortSignal): Promise<Answer> {
      signal?.throwIfAborted()
      clearTimeout(idle)
      lastJob += 1
      const job = lastJob
      const message = toMessage(job)
      if (!isWaitingForScript) {
        worker ??= open()
        worker.postMessage(message)
      }
      return new Promise((resolve, reject) => {
        pending.set(job, { message, resolve, reject })
        signal?.addEventListener('abort', () => {
          if (!pending.delete(job)) return
          reject(signal.reason)
          endWhenIdle()
        })
      })
    },
  }
}
