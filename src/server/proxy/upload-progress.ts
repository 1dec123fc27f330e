import type { IncomingMessage, ServerResponse } from 'node:http'
import type { UploadReport } from '../../core/api/upload-report.ts'
import { UPLOAD_HEADER } from '../../core/traffic/refdrop-headers.ts'
import { type LinkLimits, linkGrace } from './link-grace.ts'

/** Uploads with an id at a time. A client that opens more gets no reports of them. */
const MOST = 1_000

/** Four random numbers of 32 bits, so that an id cannot be guessed. */
const ID = /^\d{1,10}(-\d{1,10}){3}$/

/** How far an upload is. */
export interface UploadProgress {
  taken: number
  isWhole: boolean
  /** Milliseconds of `performance.now()`. */
  began: number
  /** Undefined where this server itself reads the body, so that nothing is hidden from it. */
  link: LinkLimits | undefined
}

const byRequest = new WeakMap<IncomingMessage, UploadProgress>()
const byId = new Map<string, UploadProgress>()

/**
 * Counts the body of an upload from now on. Where its page gave it an id, the page can ask for a
 * report until the answer is out or the client went away.
 *
 * @param link what lies between this server and the gateway
 */
export function trackUpload(
  request: IncomingMessage,
  response: ServerResponse,
  link?: LinkLimits,
): UploadProgress {
  const progress = { taken: 0, isWhole: false, began: performance.now(), link }
  byRequest.set(request, progress)
  const id = request.headers[UPLOAD_HEADER.toLowerCase()]
  if (typeof id !== 'string' || !ID.test(id) || byId.has(id) || byId.size >= MOST) return progress
  byId.set(id, progress)
  response.once('close', () => byId.delete(id))
  return progress
}

/** So many bytes more of the body of `request` have left this process, or were read for good. */
export function countTaken(request: IncomingMessage, bytes: number): void {
  const progress = byRequest.get(request)
  if (progress === undefined) return
  if (progress.taken === 0) progress.began = performance.now()
  progress.taken += bytes
}

/** Seconds by which every timeout grows now. */
export function graceOf({ taken, isWhole, began, link }: UploadProgress): number {
  if (link === undefined) return 0
  return linkGrace({ taken, isWhole, seconds: (performance.now() - began) / 1000 }, link)
}

/** Of those among `ids` that are under way. */
export function reportUploads(ids: readonly string[]): UploadReport[] {
  return ids.flatMap((id) => {
    const progress = byId.get(id)
    return progress ? [{ id, taken: progress.taken, grace: graceOf(progress) }] : []
  })
}
