import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { contentKey } from '../../../core/api/content.ts'
import { createFinder } from '../../../core/history/find-entries.ts'
import type { HistoryEntry } from '../../../core/history/history.ts'
import { unlistedOf } from '../../../core/history/unlisted.ts'
import {
  type ListItem,
  listEntry,
  listUpload,
  uploadOfRow,
  uploadRowKey,
  urlOfStage,
} from '../../../core/request/list-item.ts'
import type { Upload, UploadId } from '../../../core/uploads/upload.ts'
import { useValue } from '../../../ui/use-value.ts'
import { useUploads } from '../uploads-context.ts'
import { accountKey, type KnownAccount } from './account-query.ts'
import {
  asksForAll,
  filterOfHistory,
  filterOfUploads,
  isSearching,
  type Search,
} from './find-filter.ts'
import type { ShownRows } from './list-controller.ts'

interface Rows extends ShownRows {
  ids: readonly UploadId[]
  entries: readonly HistoryEntry[]
  /** Rows there are, of whatever gateway and key. */
  total: number
  /** Whether it is known whose files are to be shown. */
  isKnown: boolean
  /** When this was looked at, in milliseconds since 1970. */
  now: number
}

/**
 * The rows that the list shows: its uploads, then the other history entries that match.
 *
 * @param hasAll false while only the newest history entries are loaded
 */
export function useRows(
  remembered: readonly HistoryEntry[],
  hasAll: boolean,
  search: Search,
): Rows {
  const { store, history, gateway: inUse } = useUploads()
  const gateway = useValue(inUse)
  const [finder] = useState(createFinder)
  const allIds = useValue(store.ids)
  // `use-account.ts` sets it. Until then, rows may belong to another account.
  const { data: known } = useQuery<KnownAccount>({ queryKey: accountKey(gateway), enabled: false })

  // What is listed as an upload of now is not listed once more. Asked anew when a list changes.
  const earlier = useMemo(() => {
    const stages = allIds.flatMap((id) => store.get(id)?.stage ?? [])
    const urls = stages.flatMap((stage) => urlOfStage(stage) ?? [])
    const listed = urls.flatMap((url) => history.at(url) ?? [])
    return unlistedOf(remembered, listed)
  }, [allIds, remembered, store, history])

  return useMemo(() => {
    const now = Date.now()
    const filter = filterOfHistory(search, gateway, known?.account)
    const isKnown = known != null || search.place !== 'in-use'
    const canAnswer = isKnown && (hasAll || !asksForAll(search))
    const entries = canAnswer ? finder.find(earlier, filter, now) : []
    /** Made when a row of the history is first looked for: most lists never need it. */
    let byKey: ReadonlyMap<string, HistoryEntry> | undefined
    const matches = finder.testFor(filterOfUploads(search), now)
    const ids = isSearching(search) ? allIds.filter(isFound) : allIds

    function entryOf(upload: Upload): HistoryEntry | undefined {
      const url = urlOfStage(upload.stage)
      return url === undefined ? undefined : history.at(url)
    }

    function isFound(id: UploadId): boolean {
      const upload = store.get(id)
      return upload !== undefined && matches(entryOf(upload) ?? asEntry(upload, now))
    }

    function find(key: string): ListItem | undefined {
      const id = uploadOfRow(key)
      const upload = id === undefined ? undefined : store.get(id)
      if (upload) return listUpload(upload, entryOf(upload))
      byKey ??= new Map(entries.map((known) => [contentKey(known), known]))
      const entry = byKey.get(key)
      return entry && listEntry(entry)
    }

    return {
      ids,
      entries,
      total: allIds.length + earlier.length,
      isKnown,
      now,
      find,
      order: () => [
        ...ids.map(uploadRowKey).filter((key) => find(key) !== undefined),
        ...entries.map(contentKey),
      ],
    }
  }, [allIds, earlier, hasAll, search, gateway, known, store, history, finder])
}

/** An upload that the history does not know, as it would: to be found by its name and type. */
function asEntry({ gateway, path, size, mediaType, stage }: Upload, now: number): HistoryEntry {
  const hash = ('hash' in stage && stage.hash) || 'sha256:'
  const result = { fileId: '', url: '', hash, size, mediaType, deduplicated: false }
  return { gateway, account: '', hash, result, paths: [path], label: '', at: now }
}
