import { createSHA256 } from 'hash-wasm'
import type { ContentHash } from '../core/api/contract.ts'
import type { Inspection } from '../core/intake/intake.ts'
import { detectMediaType } from '../core/media/detect-media-type.ts'
import type { FromInspectWorker, ToInspectWorker } from './protocol.ts'
import { StalledError, withTimeout } from './read-file.ts'
import { words } from './read-words.ts'

declare const self: DedicatedWorkerGlobalScope

/** Number of files that are read concurrently. */
const CONCURRENCY = 4

/** Bytes read first. A file of at most this size is read once and hashed at once. */
const HEAD = 64 * 1024

/** Milliseconds until a file counts as unreadable. */
const TIMEOUT = 10_000

/** One hasher is enough, since each file is hashed in one step. Undefined without WebAssembly. */
const hasher = createSHA256().catch(() => undefined)

let last = Promise.resolve()

// One batch at a time, because the page waits for the first one.
self.onmessage = ({ data }: MessageEvent<ToInspectWorker>) => {
  last = last.then(() => inspectAll(data))
}

async function inspectAll({ job, files }: ToInspectWorker): Promise<void> {
  const inspections: Inspection[] = []
  let next = 0
  async function inspectNext(): Promise<void> {
    for (let index = next++; index < files.length; index = next++) {
      inspections[index] = await inspect(files[index] as File)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, inspectNext))
  const message: FromInspectWorker = { job, inspections }
  self.postMessage(message)
}

async function inspect(file: File): Promise<Inspection> {
  const never = new AbortController().signal
  try {
    return await withTimeout(detect(file), never, TIMEOUT)
  } catch (caught) {
    const stalled = caught instanceof StalledError
    const reason = caught instanceof Error ? caught.message : String(caught)
    return { readable: false, reason: stalled ? words.stalled : reason }
  }
}

async function detect(file: File): Promise<Inspection> {
  const { size } = file
  // A slice is a blob of its own, which costs more than the read of a small file.
  const start = size <= HEAD ? file : file.slice(0, HEAD)
  // Fails when the file is unreadable.
  const head = new Uint8Array(await start.arrayBuffer())
  if (size === 0) return { readable: true, size, mediaType: undefined }
  const found = await detectMediaType({
    size,
    async read(start, end) {
      if (end <= head.length || head.length === size) return head.slice(start, end)
      return new Uint8Array(await file.slice(start, end).arrayBuffer())
    },
  })
  const inspection: Inspection = {
    readable: true,
    size,
    mediaType: found?.mediaType,
    ...(found?.isUndecided && { isUndecided: true }),
  }
  const sha256 = head.byteLength === size && (await hasher)
  if (!sha256) return inspection
  const began = performance.now()
  const hash: ContentHash = `sha256:${sha256.init().update(head).digest('hex')}`
  return { ...inspection, hashed: { hash, took: performance.now() - began } }
}
