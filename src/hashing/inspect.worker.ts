import { fileTypeFromBlob } from 'file-type'
import { DETECTION } from '../core/detection.ts'
import type { Inspection } from '../core/intake.ts'
import type { FromInspectWorker, ToInspectWorker } from './protocol.ts'

declare const self: DedicatedWorkerGlobalScope

/** Files looked at side by side: reading is mostly waiting. */
const AT_ONCE = 4

self.onmessage = async ({ data: { job, files } }: MessageEvent<ToInspectWorker>) => {
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
  const { size } = file
  try {
    // Proves that it can be read at all: the detector takes a failed read for the end of the file.
    await file.slice(0, 1).arrayBuffer()
  } catch (caught) {
    return { readable: false, reason: caught instanceof Error ? caught.message : String(caught) }
  }
  const found = size === 0 ? undefined : await fileTypeFromBlob(file, DETECTION)
  return { readable: true, size, mediaType: found?.mime }
}
