import type { UploadId } from './upload.ts'

/** After so many milliseconds the clock is asked again: timers stand still while a device sleeps. */
const LONGEST_TIMER = 30_000

/** How long to set a timer for a time, in whole milliseconds; it may have to be set again. */
export function timerDelay(at: number, now = Date.now()): number {
  return Math.min(LONGEST_TIMER, Math.max(0, Math.ceil(at - now)))
}

/** What goes on by itself later: one wakeup a file at most. */
export function createWakeups(clock: () => number = Date.now) {
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
      let timer: ReturnType<typeof setTimeout>
      const look = () => {
        if (clock() < at) timer = setTimeout(look, timerDelay(at, clock()))
        else {
          controllers.delete(id)
          wake()
        }
      }
      timer = setTimeout(look, timerDelay(at, clock()))
      signal.addEventListener('abort', () => clearTimeout(timer))
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
