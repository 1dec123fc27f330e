import { fileTypeFromBlob, fileTypeFromBuffer } from 'file-type'
import { createSHA256 } from 'hash-wasm'
import type { ContentHash } from '../core/contract.ts'
import { DETECTION } from '../core/detection.ts'
import { type Inspection, isMedia } from '../core/intake.ts'
import type { FromInspectWorker, ToInspectWorker } from './protocol.ts'
import { StalledError, settled } from './read-file.ts'

declare const self: DedicatedWorkerGlobalScope

/** Files looked at side by side: reading is mostly waiting. */
const AT_ONCE = 4

/** Bytes read first. A file no longer than this is read once only, and hashed at once. */
const HEAD = 64 * 1024

/** A file that takes longer than this many milliseconds to open is taken for unreadable. */
const TIMEOUT = 10_000

/** One is enough: what is hashed here is hashed in one go. */
const hasher = createSHA256()

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
  // Proves that it can be read at all: the detector takes a failed read for the end of the file.
  const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer())
  if (size === 0) return { readable: true, size, mediaType: undefined }
  const isWhole = head.byteLength === size
  const seen = await fileTypeFromBuffer(head, DETECTION)
  if (!isWhole) {
    const isEnough = seen && isMedia(seen.mime) && !hasId3(head)
    const found = isEnough ? seen : await fileTypeFromBlob(file, DETECTION)
    return { readable: true, size, mediaType: found?.mime }
  }
  const sha256 = await hasher
  const began = performance.now()
  const hash: ContentHash = `sha256:${sha256.init().update(head).digest('hex')}`
  return {
    readable: true,
    size,
    mediaType: seen?.mime,
    hashed: { hash, took: performance.now() - began },
  }
}

/** Of such a tag that is longer than what was read, the detector guesses what follows it. */
function hasId3(head: Uint8Array): boolean {
  return String.fromCharCode(...head.subarray(0, 3)) === 'ID3'
}
