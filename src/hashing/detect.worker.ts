import { createSHA256 } from 'hash-wasm'
import type { ContentHash } from '../core/api/contract.ts'
import type { Inspection } from '../core/intake/intake.ts'
import { detectMediaType } from '../core/media/detect-media-type.ts'
import type { FromInspectWorker, ToInspectWorker } from './protocol.ts'
import { StalledError, settled } from './read-file.ts'

declare const self: DedicatedWorkerGlobalScope

/** Files looked at side by side: reading is mostly waiting. */
const AT_ONCE = 4

/** Bytes read first. A file no longer than this is read once only, and hashed at once. */
const HEAD = 64 * 1024

/** A file that takes longer than this many milliseconds to open is taken for unreadable. */
const TIMEOUT = 10_000

/** One is enough: what is hashed here is hashed in one go. Without WebAssembly nothing is. */
const hasher = createSHA256().catch(() => undefined)

let last = Promise.resolve()

// One batch after the other: the first is waited for.
self.onmessage = ({ data }: MessageEvent<ToInspectWorker>) => {
  last = last.then(() => lookAtAll(data))
}

async function lookAtAll({ job, files }: ToInspectWorker): Promise<void> {
  const inspections: Inspection[] = []
  let next = 0
  async function lookAtNext(): Promise<void> {
    for (let index = next++; index < files.length; index = next++) {
      inspections[index] = await inspect(files[index] as File)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lookAtNext))
  const message: FromInspectWorker = { job, inspections }
  self.postMessage(message)
}

async function inspect(file: File): Promise<Inspection> {
  const never = new AbortController().signal
  try {
    return await settled(lookAt(file), never, TIMEOUT)
  } catch (caught) {
    const stalled = caught instanceof StalledError
    const reason = caught instanceof Error ? caught.message : String(caught)
    return { readable: false, reason: stalled ? 'it gave no bytes for too long' : reason }
  }
}

async function lookAt(file: File): Promise<Inspection> {
  const { size } = file
  // Proves that it can be read at all.
  const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer())
  if (size === 0) return { readable: true, size, mediaType: undefined }
  const found = await detectMediaType({
    size,
    async read(start, end) {
      if (end <= head.length || head.length === size) return head.slice(start, end)
      return new Uint8Array(await file.slice(start, end).arrayBuffer())
    },
  })
  const seen: Inspection = {
    readable: true,
    size,
    mediaType: found?.mediaType,
    ...(found?.isUndecided && { isUndecided: true }),
  }
  const sha256 = head.byteLength === size && (await hasher)
  if (!sha256) return seen
  const began = performance.now()
  const hash: ContentHash = `sha256:${sha256.init().update(head).digest('hex')}`
  return { ...seen, hashed: { hash, took: performance.now() - began } }
}
