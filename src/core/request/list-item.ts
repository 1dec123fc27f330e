import { contentKey } from '../api/content.ts'
import type { ContentHash } from '../api/contract.ts'
import type { GatewayId } from '../api/gateways.ts'
import { type HistoryEntry, kindOfEntry, nameOf, titleOf } from '../history/history.ts'
import { kindOf, type MediaKind } from '../media/media-kind.ts'
import { goodResult, type Stage } from '../uploads/stage.ts'
import type { Upload, UploadId } from '../uploads/upload.ts'
import type { NewReference } from './composer.ts'
import { referenceOfEntry } from './reference-of.ts'

/** A row of the list whose file has a URL: an upload of now, or what is remembered of an earlier one. */
export interface ListItem {
  /** Of its row. */
  key: string
  path: string
  title: string
  url: string
  hash: ContentHash
  /** Bytes. */
  size: number
  mediaType: string
  kind: MediaKind
  gateway: GatewayId
  /** Its bytes, where this page still has them. */
  file?: File | undefined
  /** Undefined where the history does not know it, or not yet. */
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

/** Undefined while it has no URL that is known to be good. */
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

/** The upload whose row this is; undefined for a row of the history. */
export function uploadOfRow(key: string): UploadId | undefined {
  const id = /^upload (\d+)$/.exec(key)?.[1]
  return id === undefined ? undefined : Number(id)
}

export function referenceOfListed(listed: ListItem): NewReference {
  const { url, title, mediaType, kind, gateway } = listed
  // Its bytes are at hand, or its entry says the same.
  if (listed.entry) return { ...referenceOfEntry(listed.entry), name: title, kind }
  return { url, name: title, mediaType, kind, gateway }
}

/** The URL that a file has or had, also while it is sent once more. */
export function urlOfStage(stage: Stage): string | undefined {
  if (stage.name === 'uploaded') return stage.result.url
  return 'earlier' in stage ? stage.earlier?.url : undefined
}
