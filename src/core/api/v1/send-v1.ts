import * as v from 'valibot'
import { isFullWebUrl } from '../../text/url-link.ts'
import {
  type ContentHash,
  type GatewayResponse,
  isContentHash,
  readBody,
  type UploadedFile,
} from '../contract.ts'
import { field, text } from '../field-schemas.ts'
import { words } from '../field-words.ts'
import { HASH_HEADER, type SendCall } from '../send-call.ts'
import { ROUTES_1 } from './routes-v1.ts'

/** The six fields of an uploaded file. */
export const UploadedSchema = v.object({
  file_id: text(1000),
  url: field<string>(
    words.url,
    (value) => typeof value === 'string' && value.length <= 8000 && isFullWebUrl(value),
  ),
  hash: field<ContentHash>(words.hash, isContentHash),
  size: field<number>(words.size, (value) => Number.isSafeInteger(value) && Number(value) >= 0),
  media_type: text(255),
  deduplicated: field<boolean>(words.type.boolean, (value) => typeof value === 'boolean'),
})

/** The body of a response to an upload. */
export type UploadedWire = v.InferInput<typeof UploadedSchema>

/** @throws {ProblemError} unless the response is a success with all six fields */
export function readUploaded(response: GatewayResponse): UploadedFile {
  const wire = readBody(UploadedSchema, response)
  return {
    fileId: wire.file_id,
    url: wire.url,
    hash: wire.hash,
    size: wire.size,
    mediaType: wire.media_type,
    deduplicated: wire.deduplicated,
  }
}

export const SEND_1: SendCall = {
  route: ROUTES_1.send,
  headers: ({ hash }) => [
    ['Content-Type', 'application/octet-stream'],
    [HASH_HEADER, hash],
  ],
  read: readUploaded,
}
