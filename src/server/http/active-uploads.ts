import type { IncomingMessage, ServerResponse } from 'node:http'
import { hasBody } from './body-reader.ts'

/** Tracks requests with a body until their response is complete. */
export class ActiveUploads {
  /** If true, the guard rejects new requests. */
  isClosing = false
  readonly #active = new Set<ServerResponse>()
  #onIdle = () => {}

  get count(): number {
    return this.#active.size
  }

  track(request: IncomingMessage, response: ServerResponse): void {
    if (!hasBody(request)) return
    this.#active.add(response)
    response.once('close', () => {
      this.#active.delete(response)
      if (this.#active.size === 0) this.#onIdle()
    })
  }

  /** Sets {@link isClosing}. Resolves once all uploads are complete or `milliseconds` have passed. */
  async drain(milliseconds: number): Promise<void> {
    this.isClosing = true
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
