import type { ContentHash } from '../api/contract.ts'
import type { GatewayId } from '../api/gateways.ts'
import type { Stage } from './stage.ts'

/** Names one upload; ascending in the order of the list. */
export type UploadId = number

/** What is to be sent. `size` was read once, in a worker: asking `file.size` on the page is slow. */
export interface Bytes {
  /** Undefined where a reload took the bytes. */
  file: File | undefined
  /** In bytes. */
  size: number
  /** By its first bytes, never by its name. */
  mediaType: string
}

/** What a file's bytes were hashed to, and in how many milliseconds. */
export interface Hashing {
  hash: ContentHash
  took: number
}

/** A file that was taken. */
export interface NewUpload extends Bytes {
  /** Its name, with its folder if it was dropped in one: `shots/a.png`. */
  path: string
  gateway: GatewayId
}

/** A file that is added: as it was before, where it has a stage, and where it was, by the id it had. */
export interface AddedUpload extends NewUpload {
  id?: UploadId
  stage?: Stage
}

export interface Upload extends NewUpload {
  id: UploadId
  stage: Stage
}
