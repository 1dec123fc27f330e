import type { GatewayId } from './gateways.ts'
import type { Stage } from './stage.ts'

/** Names one upload; ascending in the order of the list. */
export type UploadId = number

/** A file that was taken. `size` was read once, in a worker: asking `file.size` on the page is slow. */
export interface NewUpload {
  file: File
  /** Its name, with its folder if it was dropped in one: `shots/a.png`. */
  path: string
  /** Bytes. */
  size: number
  /** By its first bytes, never by its name. */
  mediaType: string
  gateway: GatewayId
}

export interface Upload extends NewUpload {
  id: UploadId
  stage: Stage
}
