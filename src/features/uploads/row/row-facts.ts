import type { GatewayId } from '../../../core/api/gateways.ts'
import { type HistoryEntry, nameOf } from '../../../core/history/history.ts'
import { kindOf, type MediaKind } from '../../../core/media/media-kind.ts'
import {
  type ListItem,
  listEntry,
  listUpload,
  urlOfStage,
} from '../../../core/request/list-item.ts'
import { type DetailsTarget, detailsOf } from '../../../core/traffic/details-link.ts'
import { contentOf } from '../../../core/uploads/stage.ts'
import type { Upload } from '../../../core/uploads/upload.ts'
import type { Row } from '../list/row.ts'
import type { UploadsPorts } from '../uploads-context.ts'

/** What is known of a row at one moment. */
export interface RowFacts {
  key: string
  path: string
  gateway: GatewayId
  kind: MediaKind
  /** Bytes. */
  size: number
  /** Undefined for an entry of the history. */
  upload?: Upload | undefined
  entry?: HistoryEntry | undefined
  /** Defined once the file has a URL that works. */
  item?: ListItem | undefined
  /** Where its details are, once its content is known. */
  details?: DetailsTarget | undefined
}

export function factsOfUpload(
  key: string,
  upload: Upload,
  entry: HistoryEntry | undefined,
): RowFacts {
  const { path, gateway, size, mediaType, stage } = upload
  const hash = contentOf(stage)
  const details = hash && { gateway, hash }
  const item = listUpload(upload, entry)
  return { key, path, gateway, kind: kindOf(mediaType, path), size, upload, entry, item, details }
}

export function factsOfEntry(entry: HistoryEntry): RowFacts {
  const item = listEntry(entry)
  const { key, path, gateway, kind, size, hash } = item
  return { key, path, gateway, kind, size, entry, item, details: detailsOf(gateway, hash) }
}

/** The facts of a row now. Undefined when its upload is gone. */
export function readRow(
  row: Row,
  { store, history }: Pick<UploadsPorts, 'store' | 'history'>,
): RowFacts | undefined {
  if ('entry' in row) return factsOfEntry(row.entry)
  const upload = store.get(row.upload)
  const url = upload && urlOfStage(upload.stage)
  return upload && factsOfUpload(row.key, upload, url === undefined ? undefined : history.at(url))
}

/** The label of a file, or its name without the folder. */
export function titleOfRow({ entry, path }: Pick<RowFacts, 'entry' | 'path'>): string {
  return entry?.label || nameOf(path)
}
