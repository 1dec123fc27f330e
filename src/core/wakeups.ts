import type { UploadId } from './upload.ts'

/** The longest time that a timer of the platform can hold, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1

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
      const delay = Math.min(LONGEST_TIMER, Math.max(0, at - clock()))
      const timer = setTimeout(() => {
        controllers.delete(id)
        wake()
      }, delay)
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
