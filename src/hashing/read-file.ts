import { ProblemError } from '../core/api/problem.ts'
import { words } from './read-words.ts'

/** Size of the reused buffer in bytes. */
const BUFFER_SIZE = 512 * 1024

/** Bytes per slice, for browsers that cannot stream. */
const SLICE_SIZE = 2 * 1024 * 1024

/** Milliseconds without a byte until a stream counts as stalled and the file is read in slices. */
const STREAM_TIMEOUT = 10_000

/** Milliseconds without a slice until the file counts as unreadable. Its disk may be gone. */
const SLICE_TIMEOUT = 30_000

/**
 * Keeps pending readers alive. Chromium may collect a reader that only an awaiting function
 * references, and its read then never settles.
 */
const activeReaders = new Set<FileStream['reader']>()

/** The buffer of the last file, to be reused. */
let spareBuffer: ArrayBuffer | undefined

/** A file as a stream. `read` returns the next bytes, at most `most` with a BYOB reader. */
interface FileStream {
  reader: ReadableStreamBYOBReader | ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>
  read(most: number): Promise<Uint8Array<ArrayBuffer> | undefined>
}

/** A read did not settle in time. */
export class StalledError extends Error {}

/**
 * Passes a file to `consume` in pieces, in order. A piece is valid only until `consume` returns,
 * because the buffer is reused. When the stream stalls, calls `restart` and reads slices.
 *
 * @throws {ProblemError} `changed-on-disk` when the file changed after it was chosen, `unreadable` when
 *   it returns no bytes for too long
 * @throws {DOMException} named `AbortError` when `signal` fires
 */
export async function readFile(
  file: Blob,
  size: number,
  signal: AbortSignal,
  consume: (piece: Uint8Array) => void,
  restart: () => void,
): Promise<void> {
  try {
    const stream = openStream(file)
    if (stream) return await readStream(stream, size, signal, consume)
  } catch (caught) {
    if (!(caught instanceof StalledError)) throw asReadProblem(caught)
    restart()
  }
  await readSlices(file, size, signal, consume).catch((caught: unknown) => {
    throw asReadProblem(caught)
  })
}

/** Reads a small file whole. @throws as {@link readFile} does */
export async function readWhole(
  file: Blob,
  size: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const read = withTimeout(file.arrayBuffer(), signal, SLICE_TIMEOUT)
  const bytes = await read.catch((caught: unknown) => {
    throw asReadProblem(caught)
  })
  if (bytes.byteLength !== size) throw new ProblemError({ kind: 'changed-on-disk' })
  return new Uint8Array(bytes)
}

/** WebKit has no BYOB reader, and needs three times as long for slices as for a stream. */
function openStream(file: Blob): FileStream | undefined {
  try {
    const stream = file.stream()
    return openByob(stream) ?? openDefault(stream)
  } catch {
    return undefined
  }
}

function openByob(stream: ReadableStream<Uint8Array<ArrayBuffer>>): FileStream | undefined {
  try {
    const reader = stream.getReader({ mode: 'byob' })
    let buffer = spareBuffer ?? new ArrayBuffer(BUFFER_SIZE)
    spareBuffer = undefined
    return {
      reader,
      async read(most) {
        const view = new Uint8Array(buffer, 0, Math.min(buffer.byteLength, most))
        const { value } = await reader.read(view)
        if (value) {
          buffer = value.buffer
          if (value.byteLength === most) spareBuffer = buffer
        }
        return value
      },
    }
  } catch {
    return undefined
  }
}

function openDefault(stream: ReadableStream<Uint8Array<ArrayBuffer>>): FileStream {
  const reader = stream.getReader()
  return { reader, read: async () => (await reader.read()).value }
}

/** Reads one piece at a time, because a second queued read would never settle at the end. */
async function readStream(
  { reader, read }: FileStream,
  size: number,
  signal: AbortSignal,
  consume: (piece: Uint8Array) => void,
): Promise<void> {
  let left = size
  activeReaders.add(reader)
  try {
    while (left > 0) {
      const piece = await withTimeout(read(left), signal, STREAM_TIMEOUT)
      const length = piece?.byteLength ?? 0
      if (!piece || length === 0 || length > left) {
        throw new ProblemError({ kind: 'changed-on-disk' })
      }
      consume(piece)
      left -= length
    }
  } finally {
    activeReaders.delete(reader)
    reader.cancel().catch(() => {
      // The stream has failed before, and that failure is thrown already.
    })
  }
}

/**
 * Settles a read that may never settle by itself.
 *
 * @param timeout milliseconds
 * @throws {StalledError} after the timeout, or the reason of `signal` when it fires
 */
export function withTimeout<T>(read: Promise<T>, signal: AbortSignal, timeout: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (action: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      action()
    }
    const onAbort = () => end(() => reject(signal.reason))
    const timer = setTimeout(() => end(() => reject(new StalledError())), timeout)
    signal.addEventListener('abort', onAbort)
    if (signal.aborted) onAbort()
    read.then(
      (value) => end(() => resolve(value)),
      (reason) => end(() => reject(reason)),
    )
  })
}

/** Reads the next slice while one is consumed. */
async function readSlices(
  file: Blob,
  size: number,
  signal: AbortSignal,
  consume: (piece: Uint8Array) => void,
): Promise<void> {
  const readAt = (start: number) => file.slice(start, start + SLICE_SIZE).arrayBuffer()
  let next = readAt(0)
  for (let start = 0; start < size; start += SLICE_SIZE) {
    const bytes = await withTimeout(next, signal, SLICE_TIMEOUT)
    if (start + SLICE_SIZE < size) next = readAt(start + SLICE_SIZE)
    if (bytes.byteLength !== Math.min(SLICE_SIZE, size - start)) {
      throw new ProblemError({ kind: 'changed-on-disk' })
    }
    consume(new Uint8Array(bytes))
  }
}

/** Browsers report a changed file as NotReadableError and a removed one as NotFoundError. */
function asReadProblem(caught: unknown): unknown {
  if (caught instanceof StalledError) {
    return new ProblemError({ kind: 'unreadable', reason: words.stalled })
  }
  if (!(caught instanceof Error)) return caught
  const changed = caught.name === 'NotReadableError' || caught.name === 'NotFoundError'
  return changed ? new ProblemError({ kind: 'changed-on-disk' }) : caught
}
