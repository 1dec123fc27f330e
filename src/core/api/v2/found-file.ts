import type { UploadedFile } from '../contract.ts'
import type { SentFile } from '../send-call.ts'
import type { GatewayFile } from './gateway-file.ts'

/**
 * The result of a file that the gateway found by its hash. Undefined when the size or the hash
 * differs, or the size is missing. The URL may then lead to other bytes. The documented response
 * has no hash, which leaves the result unconfirmed.
 */
export function resultOfFound(
  { url, id = '', hash, size, mediaType }: GatewayFile,
  ours: SentFile,
): UploadedFile | undefined {
  if (size !== ours.size || (hash !== undefined && hash !== ours.hash)) return undefined
  return {
    fileId: id,
    url,
    hash: ours.hash,
    size,
    mediaType: mediaType ?? ours.mediaType,
    deduplicated: true,
    ...(hash === undefined && { isUnconfirmed: true }),
  }
}
