import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerError } from './answer.ts'
import { isReadingBody } from './body-chunks.ts'
import { hasBody } from './has-body.ts'
import { noteFailure } from './request-log.ts'

/** Parts of the limit after which bodies are looked at. */
const LOOKS = 10

/**
 * Cuts off clients whose body is being read and that send nothing of it for `limit`
 * milliseconds. The time does not count while the server has paused the body.
 */
export class IdleBodies {
  readonly #limit: number
  readonly #watched = new Map<IncomingMessage, Progress>()
  #timer: NodeJS.Timeout | undefined

  constructor(limit: number) {
    this.#limit = limit
  }

  watch(request: IncomingMessage, response: ServerResponse): void {
    if (!hasBody(request)) return
    this.#watched.set(request, { response, bytes: request.socket.bytesRead, idle: 0 })
    response.once('close', () => this.#forget(request))
    this.#timer ??= setInterval(() => this.#look(), this.#limit / LOOKS)
  }

  #forget(request: IncomingMessage): void {
    this.#watched.delete(request)
    if (this.#watched.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #look(): void {
    for (const [request, progress] of this.#watched) {
      const bytes = request.socket.bytesRead
      const isIdle = isReadingBody(request) && !request.complete && bytes === progress.bytes
      progress.bytes = bytes
      progress.idle = isIdle ? progress.idle + 1 : 0
      if (progress.idle > LOOKS) this.#cut(request, progress.response)
    }
  }

  #cut(request: IncomingMessage, response: ServerResponse): void {
    this.#forget(request)
    const message = `Nothing of the body arrived for ${this.#limit / 1000} seconds.`
    noteFailure(response, message)
    if (response.headersSent) {
      request.socket.destroy()
      return
    }
    response.setHeader('Connection', 'close')
    // Node would leave a handler that still waits for the rest waiting for ever.
    response.once('close', () => request.destroy())
    answerError(response, 408, { error: 'RequestTimeoutError', message })
  }
}

interface Progress {
  response: ServerResponse
  /** Read from the connection at the last look. */
  bytes: number
  /** Looks in a row at which nothing had come. */
  idle: number
}
