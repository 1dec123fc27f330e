import { dropRest, type PieceReader, readLargePieces, readPieces } from './piece-reader.ts'

type BodyWriter = WritableStreamDefaultWriter<Uint8Array>

/**
 * A stream of a known length. Only Cloudflare has it. Cloudflare sends other streams in chunks. Its
 * writer has consumed a piece when `write` resolves.
 */
declare const FixedLengthStream:
  | (new (
      length: number,
    ) => TransformStream<Uint8Array, Uint8Array>)
  | undefined

/** Listeners for what a body waits for. */
export interface BodyListeners {
  /** It waits for the next piece from the browser. */
  onReading: () => void
  /** It waits for the gateway to accept a piece. */
  onWriting: () => void
  /** The gateway has accepted all bytes. */
  onSent: (bytes: number) => void
}

/**
 * Forwards a body one piece at a time. Reads from the browser only as fast as the gateway accepts
 * the bytes.
 */
export class PumpedBody {
  /** The body of the request to the gateway. */
  readonly stream: ReadableStream<Uint8Array>
  readonly #reader: PieceReader
  readonly #listeners: BodyListeners
  #isStopped = false
  #leaveWrite = () => {}

  /** @param length bytes of the body. Undefined if it is not known */
  constructor(
    body: ReadableStream<Uint8Array>,
    length: number | undefined,
    listeners: BodyListeners,
  ) {
    const isFixed = length !== undefined && typeof FixedLengthStream !== 'undefined'
    this.#reader = isFixed ? readLargePieces(body) : readPieces(body)
    this.#listeners = listeners
    const { readable, writable } = isFixed
      ? new FixedLengthStream(length)
      : new TransformStream<Uint8Array, Uint8Array>()
    this.stream = readable
    const writer = writable.getWriter()
    // Aborting the stream also fails the request.
    this.#pump(writer).catch((error) => writer.abort(error).catch(() => {}))
  }

  /** Forwards no more bytes, and leaves the rest of the body unread. */
  stop(): void {
    this.#isStopped = true
    this.#leaveWrite()
  }

  /** Reads and drops the rest of the body, as {@link dropRest} does. */
  drop(idle: number): Promise<void> {
    this.stop()
    return dropRest(this.#reader, idle)
  }

  async #pump(writer: BodyWriter): Promise<void> {
    // A gateway that responds early may also close its side.
    writer.closed.catch(() => this.stop())
    let bytes = 0
    while (!this.#isStopped) {
      this.#listeners.onReading()
      const piece = await this.#reader.read()
      if (this.#isStopped) return
      if (piece === undefined) {
        this.#listeners.onSent(bytes)
        return writer.close().catch(() => {})
      }
      this.#listeners.onWriting()
      bytes += piece.byteLength
      await this.#write(writer, piece)
    }
  }

  /** Also resolves on {@link stop}, because a write to a failed request may never settle. */
  #write(writer: BodyWriter, piece: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      this.#leaveWrite = resolve
      writer.write(piece).then(resolve, () => this.stop())
    })
  }
}
