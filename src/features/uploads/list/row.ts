import { contentKey } from '../../../core/api/content.ts'
import type { HistoryEntry } from '../../../core/history/history.ts'
import { uploadRowKey } from '../../../core/request/list-item.ts'
import type { UploadId } from '../../../core/uploads/upload.ts'
import type { Item } from './arrange-rows.ts'

/** A row of the list: an upload of this page, or an entry of the history. */
export type Row = { key: string } & ({ upload: UploadId } | { entry: HistoryEntry })

export interface RowContentProps {
  row: Row
  /** Whether the row is in the tab order, with its main button and its menu. */
  isCurrent: boolean
}

export function rowOfItem(item: Item): Row {
  const key = keyOfItem(item)
  return typeof item === 'number' ? { key, upload: item } : { key, entry: item }
}

export function keyOfItem(item: Item): string {
  return typeof item === 'number' ? uploadRowKey(item) : contentKey(item)
}
