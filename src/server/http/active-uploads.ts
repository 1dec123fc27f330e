import type { IncomingMessage, ServerResponse } from 'node:http'
import { hasBody } from './has-body.ts'

/** Requests with a body that have no complete response yet. */
export class ActiveUploads {
  /** Once true, new requests are refused. */
  isEnding = false
  readonly #active = new Set<ServerResponse>()
  #onIdle = () => {}

  get count(): number {
    return this.#active.size
  }

  watch(request: IncomingMessage, response: ServerResponse): void {
    if (!hasBody(request)) return
    this.#active.add(response)
    response.once('close', () => {
      this.#active.delete(response)
      if (this.#active.size === 0) this.#onIdle()
    })
  }

  /** Refuses what is new, and resolves when all are complete or `milliseconds` have passed. */
  async drain(milliseconds: number): Promise<void> {
    this.isEnding = true
    if (this.#active.size === 0) return
    for (const response of this.#active) {
      if (!response.headersSent) response.setHeader('Connection', 'close')
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.#onIdle = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
