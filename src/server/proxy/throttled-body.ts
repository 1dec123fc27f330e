import type { ClientRequest } from 'node:http'
import { Writable } from 'node:stream'
import type { Throttling } from './throttling.ts'

/** Keeps the flow of a slow body even. */
const CHUNKS_PER_SECOND = 20

/** Maximum bytes of a chunk. */
const MAX_CHUNK = 16_384

/** Maximum milliseconds of delay that later chunks make up for. */
const SLACK = 100

/**
 * Forwards a body at a limited rate, and up to a limited number of bytes. Writes one chunk at a
 * time, so it holds no more than one piece of the body.
 */
export class ThrottledBody extends Writable {
  readonly #outgoing: ClientRequest
  readonly #throttling: Throttling
  readonly #onTaken: (bytes: number) => void
  readonly #onBreak: () => void
  readonly #chunkSize: number
  #sent = 0
  /** Due time of the last chunk, in milliseconds of `performance.now()`. */
  #due = performance.now()
  #timer: NodeJS.Timeout | undefined

  /**
   * @param onTaken called with the size of each chunk that was sent
   * @param onBreak called once the bytes up to the break are sent. No byte follows them.
   */
  constructor(
    outgoing: ClientRequest,
    throttling: Throttling,
    onTaken: (bytes: number) => void,
    onBreak: () => void,
  ) {
    super()
    this.#outgoing = outgoing
    this.#throttling = throttling
    this.#onTaken = onTaken
    this.#onBreak = onBreak
    const share = Math.ceil(throttling.bytesPerSecond / CHUNKS_PER_SECOND)
    this.#chunkSize = Math.min(share, MAX_CHUNK)
  }

  override async _write(chunk: Buffer, _: string, done: () => void): Promise<void> {
    let rest = chunk
    while (rest.length > 0) {
      const left = this.#throttling.breakAfter - this.#sent
      const piece = rest.subarray(0, Math.min(this.#chunkSize, left))
      rest = rest.subarray(piece.length)
      await this.#untilDue(piece.length)
      if (this.destroyed) return
      await new Promise<void>((resolve) => this.#outgoing.write(piece, () => resolve()))
      if (this.destroyed) return
      this.#sent += piece.length
      this.#onTaken(piece.length)
      if (piece.length === left) return this.#onBreak()
    }
    done()
  }

  override _final(done: () => void): void {
    this.#outgoing.end()
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearTimeout(this.#timer)
    done(error)
  }

  async #untilDue(size: number): Promise<void> {
    const now = performance.now()
    this.#due = Math.max(this.#due, now - SLACK) + (size / this.#throttling.bytesPerSecond) * 1000
    if (this.#due <= now) return
    await new Promise<void>((resolve) => {
      this.#timer = setTimeout(resolve, this.#due - now)
    })
  }
}
