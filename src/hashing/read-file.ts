import { ProblemError } from '../core/api/problem.ts'

/** Bytes read at a time into the one reused buffer. */
const BUFFER_SIZE = 512 * 1024

/** Bytes a slice, where the browser cannot read into our buffer. */
const SLICE_SIZE = 2 * 1024 * 1024

/** Without a byte for this many milliseconds a stream is given up and the file read in slices. */
const STREAM_TIMEOUT = 10_000

/** Without a slice for this many milliseconds the file is given up: its disk may be gone. */
const SLICE_TIMEOUT = 30_000

/**
 * Readers at work. In Chromium a reader that only an awaiting function holds can be
 * collected while its read is pending, and the read then never settles.
 */
const readersAtWork = new Set<FileStream['reader']>()

/** Left over by the last file, for the next. */
let spareBuffer: ArrayBuffer | undefined

/** A file on its way in. `read` gives the next bytes, at most so many where it can. */
interface FileStream {
  reader: ReadableStreamBYOBReader | ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>
  read(most: number): Promise<Uint8Array<ArrayBuffer> | undefined>
}

/** The stream gave no byte for too long; the file itself may be well. */
export class StalledError extends Error {}

/**
 * Feeds a file to `consume`, piece by piece in order. A piece is only valid until `consume`
 * returns: where the browser reads into a buffer of ours, each piece uses it again.
 *
 * Starts over with slices, after calling `restart`, where streaming stalls or is not to be had.
 *
 * @throws {ProblemError} `changed-on-disk` when the file is not the one that was chosen,
 *   `unreadable` when it gives nothing for too long
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
  const read = settled(file.arrayBuffer(), signal, SLICE_TIMEOUT)
  const bytes = await read.catch((caught: unknown) => {
    throw asReadProblem(caught)
  })
  if (bytes.byteLength !== size) throw new ProblemError({ kind: 'changed-on-disk' })
  return new Uint8Array(bytes)
}

/** WebKit cannot read into a buffer of ours, and takes three times as long for slices as for a stream. */
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

/** One read at a time: of two that are queued, the one left over at the end would never settle. */
async function readStream(
  { reader, read }: FileStream,
  size: number,
  signal: AbortSignal,
  consume: (piece: Uint8Array) => void,
): Promise<void> {
  let left = size
  readersAtWork.add(reader)
  try {
    while (left > 0) {
      const piece = await settled(read(left), signal, STREAM_TIMEOUT)
      const length = piece?.byteLength ?? 0
      if (!piece || length === 0 || length > left) {
        throw new ProblemError({ kind: 'changed-on-disk' })
      }
      consume(piece)
      left -= length
    }
  } finally {
    readersAtWork.delete(reader)
    reader.cancel().catch(() => {
      // The stream had failed before, and that failure is already on its way up.
    })
  }
}

/** A read that never settles must not hold whoever waits for it: not beyond its time, nor beyond the signal. */
export function settled<T>(read: Promise<T>, signal: AbortSignal, timeout: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      settle()
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

/** The next slice is on its way while one is consumed. */
async function readSlices(
  file: Blob,
  size: number,
  signal: AbortSignal,
  consume: (piece: Uint8Array) => void,
): Promise<void> {
  const readAt = (start: number) => file.slice(start, start + SLICE_SIZE).arrayBuffer()
  let next = readAt(0)
  for (let start = 0; start < size; start += SLICE_SIZE) {
    const bytes = await settled(next, signal, SLICE_TIMEOUT)
    if (start + SLICE_SIZE < size) next = readAt(start + SLICE_SIZE)
    if (bytes.byteLength !== Math.min(SLICE_SIZE, size - start)) {
      throw new ProblemError({ kind: 'changed-on-disk' })
    }
    consume(new Uint8Array(bytes))
  }
}

/** Browsers refuse to read a file that is no longer as it was chosen: NotReadableError, or NotFoundError once it is gone. */
function asReadProblem(caught: unknown): unknown {
  if (caught instanceof StalledError) {
    return new ProblemError({ kind: 'unreadable', reason: 'it gave no bytes for too long' })
  }
  if (!(caught instanceof Error)) return caught
  const changed = caught.name === 'NotReadableError' || caught.name === 'NotFoundError'
  return changed ? new ProblemError({ kind: 'changed-on-disk' }) : caught
}
