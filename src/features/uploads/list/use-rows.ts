import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { contentKey } from '../../../core/api/content.ts'
import type { GatewayId } from '../../../core/api/gateways.ts'
import { createFinder } from '../../../core/history/find-entries.ts'
import type { HistoryEntry } from '../../../core/history/history.ts'
import { unlistedOf } from '../../../core/history/unlisted.ts'
import {
  type ListItem,
  listEntry,
  listUpload,
  uploadOfRow,
  urlOfStage,
} from '../../../core/request/list-item.ts'
import type { Upload, UploadId } from '../../../core/uploads/upload.ts'
import { accountKey, type KnownAccount } from './account-query.ts'
import { type Arrangement, arrangeRows, type Item, inOneSection } from './arrange-rows.ts'
import type { FilesPorts } from './files-ports.ts'
import {
  asksForAll,
  filterOfHistory,
  filterOfUploads,
  isSearching,
  NO_SEARCH,
  type Search,
} from './find-filter.ts'
import type { ShownRows } from './list-controller.ts'
import { keyOfItem } from './row.ts'
import { sectionTitle } from './section-title.ts'
import { useListedIds } from './use-listed-ids.ts'
import { MOST_AT_ONCE } from './use-remembered.ts'

export interface Rows extends ShownRows, Arrangement {
  /** Number of all rows, of every gateway and key. */
  total: number
  /** Number of rows of every gateway and key that match the rest of the search. */
  countElsewhere(): number
  /** Whether the account whose files are shown is known. */
  isKnown: boolean
  /** When this was computed, in milliseconds since 1970. */
  now: number
}

/**
 * The rows that the list shows: uploads and the rest of the history, as far as they match.
 *
 * @param hasAll false while only the newest entries of the history are known
 */
export function useRows(
  { store, history }: FilesPorts,
  remembered: readonly HistoryEntry[],
  hasAll: boolean,
  search: Search,
  gateway: GatewayId,
): Rows {
  const [finder] = useState(createFinder)
  const allIds = useListedIds(store)
  // The page sets this query data. Until then, rows may belong to another account.
  const { data: known } = useQuery<KnownAccount>({ queryKey: accountKey(gateway), enabled: false })

  // Entries of listed uploads are not listed again. Computed when one of the lists changes.
  const earlier = useMemo(() => {
    const stages = allIds.flatMap((id) => store.get(id)?.stage ?? [])
    const urls = stages.flatMap((stage) => urlOfStage(stage) ?? [])
    const listed = urls.flatMap((url) => history.at(url) ?? [])
    return unlistedOf(remembered, listed)
  }, [allIds, remembered, store, history])

  // Indexes a long list ahead of time, so that the first letter of a search does not wait.
  useEffect(() => {
    if (earlier.length > MOST_AT_ONCE) return finder.prepare(earlier)
  }, [finder, earlier])

  return useMemo(() => {
    const now = Date.now()
    const isKnown = known != null || search.place !== 'in-use'

    function entryOf(upload: Upload): HistoryEntry | undefined {
      const url = urlOfStage(upload.stage)
      return url === undefined ? undefined : history.at(url)
    }

    function uploadsFor(wanted: Search): Upload[] {
      const uploads = allIds.flatMap((id) => store.get(id) ?? [])
      if (!isSearching(wanted)) return uploads
      const matches = finder.testFor(filterOfUploads(wanted), now)
      return uploads.filter((upload) => matches(entryOf(upload) ?? asEntry(upload, now)))
    }

    function entriesFor(wanted: Search): HistoryEntry[] {
      const canAnswer = wanted.place !== 'in-use' || known != null
      if (!canAnswer || !(hasAll || !asksForAll(wanted))) return []
      return finder.find(earlier, filterOfHistory(wanted, gateway, known?.account), now)
    }

    function arrange(): Arrangement {
      const [uploads, entries] = [uploadsFor(search), entriesFor(search)]
      if (search.sort === NO_SEARCH.sort) return arrangeRows(uploads, entries, now)
      if (uploads.length === 0) return inOneSection(entries, now)
      const ids = new Map<HistoryEntry, UploadId>()
      for (const upload of uploads) ids.set(asEntry(upload, now), upload.id)
      const all = { ...filterOfHistory({ ...NO_SEARCH, place: 'all' }, gateway, undefined) }
      const sorted = finder.find([...ids.keys(), ...entries], { ...all, sort: search.sort }, now)
      return inOneSection(
        sorted.map((entry) => ids.get(entry) ?? entry),
        now,
      )
    }

    const { items, sections } = arrange()
    const [first] = sections
    /** Created when a row of the history is first looked for: most lists never need it. */
    let byKey: ReadonlyMap<string, HistoryEntry> | undefined
    let order: readonly string[] | undefined

    function find(key: string): ListItem | undefined {
      const id = uploadOfRow(key)
      const upload = id === undefined ? undefined : store.get(id)
      if (upload) return listUpload(upload, entryOf(upload))
      byKey ??= new Map(items.filter(isEntry).map((entry) => [contentKey(entry), entry]))
      const entry = byKey.get(key)
      return entry && listEntry(entry)
    }

    return {
      items,
      sections,
      heading: first ? sectionTitle(first, now) : '',
      total: allIds.length + earlier.length,
      countElsewhere() {
        const everywhere: Search = { ...search, place: 'all' }
        return uploadsFor(everywhere).length + entriesFor(everywhere).length
      },
      isKnown,
      now,
      find,
      order() {
        order ??= items.map(keyOfItem)
        return order
      },
    }
  }, [allIds, earlier, hasAll, search, gateway, known, store, history, finder])
}

function isEntry(item: Item): item is HistoryEntry {
  return typeof item !== 'number'
}

/** An upload as an entry of the history, to be found by its name and type. */
function asEntry(upload: Upload, now: number) {
  const { gateway, path, size, mediaType, stage, batch, below } = upload
  const hash = ('hash' in stage && stage.hash) || 'sha256:'
  const result = { fileId: '', url: '', hash, size, mediaType, deduplicated: false }
  const entry: HistoryEntry = {
    gateway,
    account: '',
    hash,
    result,
    paths: [path],
    label: '',
    at: batch ?? now,
    batch,
    below,
  }
  return entry
}
