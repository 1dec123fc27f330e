import type { IncomingMessage, ServerResponse } from 'node:http'
import { UPLOAD_HEADER, type UploadReport } from '../../core/api/upload-report.ts'
import { type LinkLimits, linkGrace } from './link-grace.ts'

/** Maximum concurrent uploads with an id. Further uploads have no report. */
const MAX_IDS = 1_000

/** Four random 32-bit numbers, so that an id cannot be guessed. */
const ID = /^\d{1,10}(-\d{1,10}){3}$/

export interface UploadProgress {
  /** Bytes of the body that left this process. */
  taken: number
  /** Whether the whole body has left this process. */
  isWhole: boolean
  /** Milliseconds of `performance.now()`. */
  began: number
  /** Undefined if this server reads the body itself, so that no buffers hide bytes. */
  link: LinkLimits | undefined
  /** Seconds that the browser may need for the rest of its body. Set once the rest is dropped. */
  dropTime?: number
}

const byRequest = new WeakMap<IncomingMessage, UploadProgress>()
const byId = new Map<string, UploadProgress>()

/**
 * Starts to count the body of an upload. If the page sent an id, it can request a report until the
 * response closes.
 *
 * @param link the properties of the connection to the gateway
 */
export function trackUpload(
  request: IncomingMessage,
  response: ServerResponse,
  link?: LinkLimits,
): UploadProgress {
  const progress = { taken: 0, isWhole: false, began: performance.now(), link }
  byRequest.set(request, progress)
  const id = request.headers[UPLOAD_HEADER.toLowerCase()]
  if (typeof id !== 'string' || !ID.test(id) || byId.has(id) || byId.size >= MAX_IDS)
    return progress
  byId.set(id, progress)
  response.once('close', () => byId.delete(id))
  return progress
}

/** Counts bytes of the body that left this process, or that this server consumed. */
export function countTaken(request: IncomingMessage, bytes: number): void {
  const progress = byRequest.get(request)
  if (progress === undefined) return
  if (progress.taken === 0) progress.began = performance.now()
  progress.taken += bytes
}

/** The upstream has responded, so the rest of a body of this length is dropped. */
export function noteDropped(progress: UploadProgress, length: number): void {
  const { taken, link } = progress
  if (link) progress.dropTime = Math.max(0, length - taken) / link.lowestRate
  progress.taken = Math.max(taken, length)
}

/** Seconds to add to every timeout of the upload. */
export function graceOf({ taken, isWhole, began, link, dropTime }: UploadProgress): number {
  if (link === undefined) return 0
  if (dropTime !== undefined) return dropTime
  return linkGrace({ taken, isWhole, seconds: (performance.now() - began) / 1000 }, link)
}

/** Reports the uploads among `ids` that are in flight. */
export function reportUploads(ids: readonly string[]): UploadReport[] {
  return ids.flatMap((id) => {
    const progress = byId.get(id)
    return progress ? [{ id, taken: progress.taken, grace: graceOf(progress) }] : []
  })
}
