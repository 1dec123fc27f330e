/** Bytes of a piece. Pieces of 4 KiB, workerd's default, take seven times the processor time. */
const PIECE = 262_144

/** Reads a body in pieces. */
export interface PieceReader {
  /** A piece is valid until the next is read. Undefined at the end. */
  read(): Promise<Uint8Array | undefined>
}

/** Part of the standard reader. Its types differ between the platforms. */
interface MemoryReader {
  read(memory: Uint8Array): Promise<{ done: boolean; value: Uint8Array | undefined }>
}

/** Reads pieces as they come. Each has memory of its own. */
export function readPieces(body: ReadableStream<Uint8Array>): PieceReader {
  const reader = body.getReader()
  return { read: async () => (await reader.read()).value }
}

/**
 * Reads large pieces into the same memory, if the body supports it. Only for a writer that has
 * consumed a piece when its `write` resolves.
 */
export function readLargePieces(body: ReadableStream<Uint8Array>): PieceReader {
  let reader: MemoryReader
  try {
    reader = body.getReader({ mode: 'byob' }) as unknown as MemoryReader
  } catch {
    return readPieces(body)
  }
  let memory: ArrayBufferLike | undefined
  return {
    async read() {
      const own = memory ?? new ArrayBuffer(PIECE)
      // A concurrent read gets other memory.
      memory = undefined
      const { done, value } = await reader.read(new Uint8Array(own))
      if (done || value === undefined) return undefined
      memory = value.buffer
      return value
    },
  }
}

/**
 * Reads and drops the rest of a body. A browser reports a network error instead of the response if
 * the connection closes before its body is sent.
 *
 * Resolves when the body has ended, the browser has disconnected, or no byte came for `idle`
 * milliseconds.
 */
export async function dropRest(reader: PieceReader, idle: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = () =>
    new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), idle)
    })
  for (let piece: Uint8Array | undefined = new Uint8Array(); piece; ) {
    piece = await Promise.race([reader.read().catch(() => undefined), late()])
    clearTimeout(timer)
  }
}
