import type { UploadId } from '../uploads/upload.ts'

/** Milliseconds after which the clock is read again, since timers stop while a device sleeps. */
const MAX_TIMER = 30_000

/**
 * Calls back at a time, or soon when it has passed. Setting the clock back does not lengthen
 * the wait.
 *
 * @param at milliseconds since 1970
 * @returns cancels the alarm
 */
export function setAlarm(at: number, callback: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>
  const end = performance.now() + at - Date.now()
  const left = () => Math.min(at - Date.now(), end - performance.now())
  const look = () => {
    if (left() <= 0) callback()
    else wait()
  }
  const wait = () => {
    timer = setTimeout(look, Math.min(MAX_TIMER, Math.max(0, Math.ceil(left()))))
  }
  wait()
  return () => clearTimeout(timer)
}

/** Timers of files, at most one for each. */
export function createTimers() {
  const controllers = new Map<UploadId, AbortController>()

  function cancel(id: UploadId): void {
    controllers.get(id)?.abort()
    controllers.delete(id)
  }

  /** Replaces the timer of the file. */
  function begin(id: UploadId): AbortController {
    cancel(id)
    const controller = new AbortController()
    controllers.set(id, controller)
    return controller
  }

  return {
    cancel,

    /** @param at milliseconds since 1970 */
    at(id: UploadId, at: number, callback: () => void): void {
      const { signal } = begin(id)
      const ring = () => {
        controllers.delete(id)
        callback()
      }
      signal.addEventListener('abort', setAlarm(at, ring))
    },

    /** Calls back after `event` resolves. Does nothing when it rejects or the timer is canceled. */
    when(id: UploadId, event: (signal: AbortSignal) => Promise<void>, callback: () => void): void {
      const controller = begin(id)
      event(controller.signal).then(
        () => {
          if (controllers.get(id) !== controller) return
          controllers.delete(id)
          callback()
        },
        () => {},
      )
    },
  }
}
