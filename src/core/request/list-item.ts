import { contentKey } from '../api/content.ts'
import type { GatewayId } from '../api/gateways.ts'
import {
  type FileKey,
  type HashedEntry,
  type HistoryEntry,
  kindOfEntry,
  nameOf,
  titleOf,
} from '../history/history.ts'
import { kindOf, type MediaKind } from '../media/media-kind.ts'
import { goodResult, type Stage } from '../uploads/stage.ts'
import type { AddedUpload, Upload, UploadId } from '../uploads/upload.ts'
import type { NewReference } from './composer.ts'
import { referenceOfEntry } from './reference-of.ts'

/** A row of the list whose file has a URL. It is an upload or an entry of the history. */
export interface ListItem {
  key: string
  path: string
  title: string
  url: string
  hash: FileKey
  /** Bytes. */
  size: number
  mediaType: string
  kind: MediaKind
  gateway: GatewayId
  /** Undefined when the page no longer has the bytes. */
  file?: File | undefined
  /** Undefined when it is not in the history, or not yet. */
  entry?: HistoryEntry | undefined
}

export function listEntry(entry: HistoryEntry): ListItem {
  const { result, gateway, hash, paths } = entry
  const { url, size, mediaType } = result
  const title = titleOf(entry)
  const kind = kindOfEntry(entry)
  const [path] = paths
  return { key: contentKey(entry), path, title, url, hash, size, mediaType, kind, gateway, entry }
}

/** An entry as an upload, so that it can be sent again or can fail. Its bytes are gone. */
export function relistEntry({ gateway, hash, result, paths, at }: HashedEntry): AddedUpload {
  const { size, mediaType } = result
  const stage: Stage = { name: 'uploaded', result, origin: 'deduplicated', hash, attempts: 0 }
  return { path: paths[0], gateway, file: undefined, size, mediaType, batch: at, stage }
}

/** Returns undefined while the upload has no verified URL. */
export function listUpload(upload: Upload, entry: HistoryEntry | undefined): ListItem | undefined {
  const { id, path, gateway, file, stage } = upload
  const result = goodResult(stage)
  if (!result) return undefined
  const { url, hash, size, mediaType } = result
  const kind = kindOf(upload.mediaType, url)
  const title = entry?.label || nameOf(path)
  const key = uploadRowKey(id)
  return { key, path, title, url, hash, size, mediaType, kind, gateway, file, entry }
}

export function uploadRowKey(id: UploadId): string {
  return `upload ${id}`
}

/** Returns the id of the upload in this row, or undefined for a row of the history. */
export function uploadOfRow(key: string): UploadId | undefined {
  const id = /^upload (\d+)$/.exec(key)?.[1]
  return id === undefined ? undefined : Number(id)
}

export function referenceOfItem(item: ListItem): NewReference {
  const { url, title, mediaType, kind, gateway, entry } = item
  if (entry) return { ...referenceOfEntry(entry), name: title, kind }
  return { url, name: title, mediaType, kind, gateway }
}

/** The URL of a file, or its earlier URL while it is sent again. */
export function urlOfStage(stage: Stage): string | undefined {
  if (stage.name === 'uploaded') return stage.result.url
  return 'earlier' in stage ? stage.earlier?.url : undefined
}
