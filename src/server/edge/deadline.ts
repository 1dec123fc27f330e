/** The only pending timeout of a call. Each step of the call replaces it. */
export class Deadline {
  /** Rejects with the error of the first timeout that passes, or of {@link fail}. */
  readonly failed: Promise<never>
  #timer: ReturnType<typeof setTimeout> | undefined
  #reject: (error: Error) => void = () => {}

  constructor() {
    this.failed = new Promise((_, reject) => {
      this.#reject = reject
    })
    this.failed.catch(() => {})
  }

  /** @param describe makes the error if the time passes */
  arm(milliseconds: number, describe: () => Error): void {
    this.clear()
    this.#timer = setTimeout(() => this.fail(describe()), milliseconds)
  }

  fail(error: Error): void {
    this.clear()
    this.#reject(error)
  }

  clear(): void {
    clearTimeout(this.#timer)
  }
}
