import type { IncomingMessage, ServerResponse } from 'node:http'
import { giveUpBody, hasBody, isReadingBody } from './body-reader.ts'
import { describeIdleBody } from './idle-body-error.ts'
import { setFailure } from './request-log.ts'
import { sendError } from './response.ts'

/** Number of checks within the limit. */
const CHECKS = 10

/**
 * Aborts requests whose body is being read and receives no byte for `limit` milliseconds.
 * Time during which the server has paused the body does not count.
 */
export class IdleBodies {
  readonly #limit: number
  readonly #tracked = new Map<IncomingMessage, Progress>()
  #timer: NodeJS.Timeout | undefined

  constructor(limit: number) {
    this.#limit = limit
  }

  track(request: IncomingMessage, response: ServerResponse): void {
    if (!hasBody(request)) return
    this.#tracked.set(request, { response, bytes: request.socket.bytesRead, idle: 0 })
    response.once('close', () => this.#untrack(request))
    this.#timer ??= setInterval(() => this.#check(), this.#limit / CHECKS)
  }

  #untrack(request: IncomingMessage): void {
    this.#tracked.delete(request)
    if (this.#tracked.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #check(): void {
    for (const [request, progress] of this.#tracked) {
      const bytes = request.socket.bytesRead
      const isIdle = isReadingBody(request) && !request.complete && bytes === progress.bytes
      progress.bytes = bytes
      progress.idle = isIdle ? progress.idle + 1 : 0
      if (progress.idle > CHECKS) this.#abort(request, progress.response)
    }
  }

  #abort(request: IncomingMessage, response: ServerResponse): void {
    this.#untrack(request)
    const error = describeIdleBody(this.#limit)
    setFailure(response, error.message)
    if (response.headersSent) {
      request.socket.destroy()
      return
    }
    response.setHeader('Connection', 'close')
    // Without this, a handler that awaits the rest of the body would never end.
    response.once('close', () => request.destroy())
    giveUpBody(request)
    sendError(response, 408, error)
  }
}

interface Progress {
  response: ServerResponse
  /** Bytes read from the connection by the last check. */
  bytes: number
  /** Consecutive checks without a new byte. */
  idle: number
}
