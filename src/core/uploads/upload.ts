import type { ContentHash } from '../api/contract.ts'
import type { GatewayId } from '../api/gateways.ts'
import type { Stage } from './stage.ts'

/** Ascending in list order. */
export type UploadId = number

/** The bytes to send. A worker has read `size`, because `file.size` is slow on the page. */
export interface Bytes {
  /** Undefined when a reload lost the bytes. */
  file: File | undefined
  /** In bytes. */
  size: number
  /** Detected from the bytes, never from the name. */
  mediaType: string
}

export interface Hashing {
  hash: ContentHash
  /** In milliseconds. */
  took: number
}

export interface NewUpload extends Bytes {
  /** The name, with the folder when a folder was dropped: `shots/a.png`. */
  path: string
  gateway: GatewayId
  /** Id of its drop: milliseconds since 1970. Undefined for files of earlier versions. */
  batch?: number | undefined
  /** Number of files that follow it in its drop. Files of earlier versions have none. */
  below?: number | undefined
}

/** A file to add. With a stage it continues from it. With an id it takes its former place. */
export interface AddedUpload extends NewUpload {
  id?: UploadId
  stage?: Stage
}

export interface Upload extends NewUpload {
  id: UploadId
  stage: Stage
}
