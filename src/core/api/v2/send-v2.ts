import * as v from 'valibot'
import { readBody } from '../contract.ts'
import { HASH_HEADER, type SendCall } from '../send-call.ts'
import { fileNameHeader } from './file-name-header.ts'
import { maybeAmount, maybeHash, maybeSwitch, maybeText, UrlSchema } from './lenient.ts'
import { ROUTES_2 } from './routes-v2.ts'

const AnswerSchema = v.object({
  url: UrlSchema,
  file_id: maybeText,
  hash: maybeHash,
  size: maybeAmount,
  media_type: maybeText,
  deduplicated: maybeSwitch,
})

/** Header with the name of an uploaded file. */
export const FILE_NAME_HEADER = 'X-Filename'

export const SEND_2: SendCall = {
  route: ROUTES_2.send,
  headers({ hash, mediaType, path = '' }) {
    const name = fileNameHeader(path)
    return [
      // Parameters such as `codecs` are not documented.
      ['Content-Type', mediaType.replace(/\s*;.*$/s, '')],
      [HASH_HEADER, hash],
      ...(name === '' ? [] : [[FILE_NAME_HEADER, name] as const]),
    ]
  },
  read(response, file) {
    const stated = readBody(AnswerSchema, response)
    return {
      fileId: stated.file_id ?? '',
      url: stated.url,
      hash: stated.hash ?? file.hash,
      size: stated.size ?? file.size,
      mediaType: stated.media_type ?? file.mediaType,
      deduplicated: stated.deduplicated ?? false,
      ...(stated.hash === undefined && { isUnconfirmed: true }),
    }
  },
}
