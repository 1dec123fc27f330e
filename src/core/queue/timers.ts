import type { UploadId } from '../uploads/upload.ts'

/** After so many milliseconds the clock is asked again: timers stand still while a device sleeps. */
const LONGEST_TIMER = 30_000

/**
 * Calls back at a time, soon where that has passed. A clock that is set back meanwhile does not
 * lengthen the wait.
 *
 * @param at milliseconds since 1970
 * @returns ends it
 */
export function setAlarm(at: number, ring: () => void, clock: () => number = Date.now): () => void {
  let timer: ReturnType<typeof setTimeout>
  const end = performance.now() + at - clock()
  const left = () => Math.min(at - clock(), end - performance.now())
  const look = () => {
    if (left() <= 0) ring()
    else wait()
  }
  const wait = () => {
    timer = setTimeout(look, Math.min(LONGEST_TIMER, Math.max(0, Math.ceil(left()))))
  }
  wait()
  return () => clearTimeout(timer)
}

/** What goes on by itself later: one wakeup a file at most. */
export function createTimers(clock: () => number = Date.now) {
  const controllers = new Map<UploadId, AbortController>()

  function cancel(id: UploadId): void {
    controllers.get(id)?.abort()
    controllers.delete(id)
  }

  /** Replaces the wakeup that the file has. */
  function begin(id: UploadId): AbortController {
    cancel(id)
    const controller = new AbortController()
    controllers.set(id, controller)
    return controller
  }

  return {
    cancel,

    /** @param at milliseconds since 1970 */
    at(id: UploadId, at: number, wake: () => void): void {
      const { signal } = begin(id)
      const ring = () => {
        controllers.delete(id)
        wake()
      }
      signal.addEventListener('abort', setAlarm(at, ring, clock))
    },

    /** When what is waited for has come; never if that fails, as it does when it is canceled. */
    when(id: UploadId, event: (signal: AbortSignal) => Promise<void>, wake: () => void): void {
      const controller = begin(id)
      event(controller.signal).then(
        () => {
          if (controllers.get(id) !== controller) return
          controllers.delete(id)
          wake()
        },
        () => {},
      )
    },
  }
}
