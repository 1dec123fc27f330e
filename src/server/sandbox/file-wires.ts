import type { IncomingMessage } from 'node:http'
import type { ApiVersion } from '../../core/api/api-version.ts'
import type { UploadedWire } from '../../core/api/v1/send-v1.ts'
import type {
  FoundWire,
  ListedWire,
  MetadataWire,
  NamedWire,
  OutputWire,
} from '../../core/api/v2/wires-v2.ts'
import type { Account } from './account.ts'
import type { ListedFile } from './account-files.ts'
import { fileIdOf } from './file-id.ts'
import type { FileRecord, Measures } from './file-record.ts'
import { isPlainMedia } from './media-type.ts'
import { publicUrl } from './public-url.ts'

/** A file that a response describes. */
export interface DescribedFile extends FileRecord {
  digest: string
}

/** The request and the account that a response is for. */
interface Reader {
  request: IncomingMessage
  account: Account
}

/** The response to an upload. A file at another host may have no known hash and size. */
export type UploadWire = Omit<UploadedWire, 'hash' | 'size'> &
  Partial<NamedWire> & { hash: string | null; size: number | null }

/** The response to an upload: six members in version 1, ten in version 2. */
export function uploadWire(
  reader: Reader & { version: ApiVersion },
  file: DescribedFile,
  isNew: boolean,
): UploadWire {
  const { digest, size = null, mediaType } = file
  return {
    file_id: fileIdOf(reader.account.id, digest),
    url: urlOf(reader, file),
    hash: hashOf(file),
    size,
    media_type: mediaType,
    deduplicated: !isNew,
    ...(reader.version === 2 && namedWire(file)),
  }
}

/** A file in the response to a check by hash. It has no hash and no title. */
export function foundWire(reader: Reader, file: DescribedFile): FoundWire {
  return {
    file_id: fileIdOf(reader.account.id, file.digest),
    url: urlOf(reader, file),
    media_type: file.mediaType,
    size: file.size ?? null,
    filename: file.name ?? null,
    origin: originOf(file),
  }
}

/** A file in a list, whose members have other names than in the response to an upload. */
export function listedWire(reader: Reader, file: ListedFile): ListedWire {
  const url = urlOf(reader, file)
  return {
    id: file.id,
    url,
    media_type: file.mediaType,
    size_bytes: file.size ?? null,
    hash: hashOf(file),
    ...namedWire(file),
    thumbnail_url: thumbnailOf(file, url),
    origin: originOf(file),
    tool: null,
    created_at: new Date(file.createdAt).toISOString(),
  }
}

/** A file of this sandbox as the result of a job. Its id is known in its own account only. */
export function outputWireOf(
  { account }: Reader,
  file: DescribedFile & { account: string },
  url: string,
): OutputWire {
  return {
    url,
    file_id: file.account === account.id ? fileIdOf(account.id, file.digest) : null,
    media_type: file.mediaType,
    size_bytes: file.size ?? null,
    thumbnail_url: thumbnailOf(file, url),
  }
}

export function originOf({ isGenerated }: FileRecord): 'upload' | 'generated' {
  return isGenerated ? 'generated' : 'upload'
}

/** Members that describe a picture or a sound. Null when nothing is known. */
export function measuresWire({
  width,
  height,
  durationMs: duration_ms,
}: Measures = {}): MetadataWire | null {
  const wire = { width, height, duration_ms }
  return Object.values(wire).some((value) => value !== undefined) ? wire : null
}

/** The titles are null, because the sandbox has no AI to generate them. */
function namedWire({ name, measures }: FileRecord): NamedWire {
  return { filename: name ?? null, title: null, subtitle: null, metadata: measuresWire(measures) }
}

/** The picture itself, because the sandbox makes no smaller ones. */
function thumbnailOf({ mediaType }: FileRecord, url: string): string | null {
  return mediaType.startsWith('image/') && isPlainMedia(mediaType) ? url : null
}

function hashOf({ digest, isUnhashed }: DescribedFile): string | null {
  return isUnhashed ? null : `sha256:${digest}`
}

function urlOf({ request, account }: Reader, file: DescribedFile): string {
  return file.remoteUrl ?? publicUrl(request, account.id, file.digest, file.extension)
}
