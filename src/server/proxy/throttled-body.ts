import type { ClientRequest } from 'node:http'
import { Writable } from 'node:stream'
import type { Throttling } from './throttling.ts'

/** Pieces a second, so that a slow body flows and does not come in gulps. */
const PIECES_PER_SECOND = 20

/** Bytes of a piece at most. */
const LARGEST_PIECE = 16_384

/** Milliseconds of lateness that are made up for. What a standstill took longer is lost. */
const SLACK = 100

/**
 * Sends on what is written to it, at most at a rate and at most to a point. Takes the next
 * piece only once the last one is out, so it holds no more than one chunk of the body.
 */
export class ThrottledBody extends Writable {
  readonly #outgoing: ClientRequest
  readonly #throttling: Throttling
  readonly #onTaken: (bytes: number) => void
  readonly #onBreak: () => void
  readonly #pieceSize: number
  #sent = 0
  /** When the last piece was due, by `performance.now()`. */
  #due = performance.now()
  #timer: NodeJS.Timeout | undefined

  /**
   * @param onTaken called with the size of each piece that is out
   * @param onBreak called once, when the bytes up to the break are out; none follows them
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
    const share = Math.ceil(throttling.bytesPerSecond / PIECES_PER_SECOND)
    this.#pieceSize = Math.min(share, LARGEST_PIECE)
  }

  override async _write(chunk: Buffer, _: string, done: () => void): Promise<void> {
    let rest = chunk
    while (rest.length > 0) {
      const left = this.#throttling.breakAfter - this.#sent
      const piece = rest.subarray(0, Math.min(this.#pieceSize, left))
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
