import type { GatewayFile } from '../core/api/v2/gateway-file.ts'
import { nameOf } from '../core/history/history.ts'
import { nameOfImport, type UrlImport } from '../core/intake/url-imports.ts'
import { kindOf } from '../core/media/media-kind.ts'
import type { NewReference } from '../core/request/composer.ts'
import type { AddedUpload, Upload } from '../core/uploads/upload.ts'

/** The type of bytes that were not inspected. */
const ANY_BYTES = 'application/octet-stream'

/** The reference of a file that a gateway imported. */
export function referenceOfImported(file: GatewayFile, one: UrlImport): NewReference {
  const { url, mediaType = '' } = file
  const name = nameOfImported(file, one)
  return { url, name, mediaType, kind: kindOf(mediaType, url), gateway: one.gateway }
}

/**
 * The row of a file that a gateway imported. Its bytes were never here, so its result is
 * unconfirmed. Undefined when the gateway states no hash or no size, by which the list knows files.
 *
 * @param now milliseconds since 1970
 */
export function uploadOfImported(
  file: GatewayFile,
  one: UrlImport,
  listed: Iterable<Upload>,
  now: number,
): AddedUpload | undefined {
  const { id = '', url, hash, size, mediaType = ANY_BYTES } = file
  const { gateway } = one
  if (hash === undefined || size === undefined) return undefined
  const first = [...listed].find(
    ({ stage, ...other }) =>
      stage.name === 'uploaded' && stage.hash === hash && other.gateway === gateway,
  )?.path
  const result = { fileId: id, url, hash, size, mediaType, deduplicated: false }
  return {
    ...{ path: nameOfImported(file, one), gateway, file: undefined, size, mediaType, batch: now },
    stage: {
      name: 'uploaded',
      result: { ...result, isUnconfirmed: true },
      ...{ origin: first === undefined ? 'new' : 'already-here', first, hash, attempts: 0 },
    },
  }
}

function nameOfImported({ name = '' }: GatewayFile, one: UrlImport): string {
  return nameOf(name) || nameOfImport(one)
}
