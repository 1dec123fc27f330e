import { isContentHash } from '../api/contract.ts'
import { BYTE_ORDER_MARK, writeCsv } from '../text/csv.ts'
import { knownDuration } from '../text/format.ts'
import { folderOf, type HistoryEntry, nameOf } from './history.ts'

const COLUMNS: readonly [name: string, read: (entry: HistoryEntry) => unknown][] = [
  ['name', ({ paths }) => nameOf(paths[0])],
  ['folder', ({ paths }) => folderOf(paths[0])],
  ['label', ({ label }) => label],
  ['gateway', ({ gateway }) => gateway],
  ['media_type', ({ result }) => result.mediaType],
  ['size', ({ result }) => result.size || ''],
  ['width', ({ media }) => media?.width],
  ['height', ({ media }) => media?.height],
  ['duration', ({ media }) => media && knownDuration(media)],
  ['hash', ({ hash }) => (isContentHash(hash) ? hash : '')],
  ['url', ({ result }) => result.url],
  ['file_id', ({ result }) => result.fileId],
  ['uploaded_at', ({ at }) => new Date(at).toISOString()],
  ['deduplicated', ({ result }) => result.deduplicated],
]

/** Writes a CSV file without removed entries. Unknown values are empty cells. */
export function writeHistoryCsv(entries: readonly HistoryEntry[]): string {
  const shown = entries.filter(({ removed }) => !removed)
  const rows = shown.map((entry) => COLUMNS.map(([, read]) => String(read(entry) ?? '')))
  return BYTE_ORDER_MARK + writeCsv([COLUMNS.map(([name]) => name), ...rows])
}
