import type { QueryClient } from '@tanstack/react-query'
import { contentKey } from '../core/api/content.ts'
import type { GatewayId } from '../core/api/gateways.ts'
import { ProblemError } from '../core/api/problem.ts'
import { type HistoryEntry, mergeEntries } from '../core/history/history.ts'
import { type Patch, patchEntries } from '../core/history/history-patch.ts'
import { indexByUrl } from '../core/history/index-by-url.ts'
import type { TabNews } from '../core/session/stored.ts'
import { createBatch } from '../core/state/batch.ts'
import {
  HISTORY_KEY,
  type HistoryPorts,
  historyQuery,
  NOT_ALL,
} from '../features/uploads/list/history-ports.ts'
import type { HistoryRecords, Join, Thumbnails } from '../storage/history-records.ts'

/** Milliseconds from a new entry to its batch. Each change copies the whole list. */
const BATCH_TIME = 800

/** Milliseconds from a description to the write of its batch. The first is written at once. */
const DESCRIPTION_TIME = 100

/** Changed entries in one broadcast. Above this, other tabs read all entries again. */
const BROADCAST_LIMIT = 200

/** Entries that are shown before all are read. A tall screen has fewer rows. */
const FIRST = 40

interface HistoryServices {
  records: HistoryRecords
  /** False when entries from before this page can no longer be read. */
  isWhole(): boolean
  /** The gateway in use. Its entries are shown first. */
  gateway(): GatewayId
  post(news: TabNews): void
}

/** What the browser found in the bytes of an entry. */
interface Description {
  key: string
  media: HistoryEntry['media']
  thumbnails: Thumbnails
}

export type History = ReturnType<typeof createHistory>

/** The history of the page: one query. Changes of this tab and of other tabs are applied in their order. */
export function createHistory(
  queryClient: QueryClient,
  { records, isWhole, gateway, post }: HistoryServices,
) {
  /** Patches of the next batch. */
  let gathered: Patch[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const descriptions = createBatch(DESCRIPTION_TIME, storeDescriptions, { leading: true })
  /** Patches since each read of the records began. That read may lack them. */
  const missed = new Set<Patch[]>()
  const listeners = new Set<() => void>()
  let index: ReadonlyMap<string, HistoryEntry> = new Map()
  let indexed: readonly HistoryEntry[] | undefined

  // One subscription for all rows: the cache notifies its listeners of every query.
  queryClient.getQueryCache().subscribe(({ query, type }) => {
    if (type !== 'updated' || query.queryKey[0] !== HISTORY_KEY[0]) return
    for (const listener of listeners) listener()
  })

  const current = () => queryClient.getQueryData<readonly HistoryEntry[]>(HISTORY_KEY)

  function put(patches: readonly Patch[]): void {
    // One at a time: a large import has too many for the arguments of one call.
    for (const log of missed) for (const patch of patches) log.push(patch)
    patchShown(patches)
  }

  function patchShown(patches: readonly Patch[]): void {
    const state = queryClient.getQueryState<readonly HistoryEntry[]>(HISTORY_KEY)
    if (!state?.data) return
    // A change does not make a partial list complete.
    const updatedAt = state.dataUpdatedAt
    queryClient.setQueryData(HISTORY_KEY, patchEntries(state.data, patches), { updatedAt })
  }

  function gather(patch: Patch): void {
    gathered.push(patch)
    timer ??= setTimeout(flush, BATCH_TIME)
  }

  /** Applies the batch now. Keeps it while there is no list to apply it to. */
  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    if (gathered.length === 0 || !(current() || missed.size > 0)) return
    const patches = gathered
    gathered = []
    put(patches)
  }

  /** Changes the shown entries at once. Reverts them when they cannot be stored. */
  async function change(
    entries: readonly HistoryEntry[],
    to: (entry: HistoryEntry) => HistoryEntry,
  ): Promise<void> {
    flush()
    const keys = entries.map(contentKey)
    const before = new Map<string, { former: HistoryEntry; shown: HistoryEntry }>()
    const patches = keys.map(
      (key): Patch => ({
        key,
        apply(former) {
          const shown = former && to(former)
          if (former && shown) before.set(key, { former, shown })
          return shown
        },
      }),
    )
    put(patches)
    try {
      postChanged(await records.changeEntries(keys, to))
    } catch {
      // A read that is still in progress never had the change.
      const failed = new Set(patches)
      for (const log of missed) {
        const kept = log.filter((patch) => !failed.has(patch))
        log.length = 0
        for (const patch of kept) log.push(patch)
      }
      // An entry that was changed again meanwhile stays as it is.
      patchShown(
        [...before].map(([key, { former, shown }]) => ({
          key,
          apply: (now) => (now === shown ? former : now),
        })),
      )
      throw new ProblemError({ kind: 'no-room' })
    }
  }

  async function storeDescriptions(all: readonly Description[]): Promise<void> {
    const found = new Map(all.map(({ key, media }) => [key, media]))
    const thumbnails = new Map(all.flatMap((one) => [...one.thumbnails]))
    const describe = (entry: HistoryEntry) => ({ ...entry, media: found.get(contentKey(entry)) })
    const changed = await records
      .changeEntries([...found.keys()], describe, thumbnails)
      .catch(() => [])
    if (changed.length === 0) return
    for (const entry of changed) {
      const { media } = entry
      gather({ key: contentKey(entry), apply: (former) => former && { ...former, media } })
    }
    postChanged(changed)
  }

  /** Other tabs read all entries when there are many. */
  function postChanged(changed: HistoryEntry[]): void {
    post({ type: 'history', ...(changed.length <= BROADCAST_LIMIT && { changed }) })
  }

  const ports: HistoryPorts = {
    async all() {
      const log: Patch[] = []
      missed.add(log)
      flush()
      try {
        const found = await records.history()
        const base = isWhole() ? found : patchEntries(current() ?? [], found.map(patchTo))
        return patchEntries(base, log)
      } finally {
        missed.delete(log)
      }
    },

    at(url) {
      const all = current()
      if (all !== indexed) {
        indexed = all
        index = indexByUrl(all ?? [])
      }
      return index.get(url)
    },

    flush,

    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    thumbnail: async (hash) => (await records.thumbnail(hash)) ?? null,

    setLabel: (entry, label) => change([entry], (known) => ({ ...known, label })),

    setChecked: (entry, checkedAt) => change([entry], (known) => ({ ...known, checkedAt })),

    setRemoved: (entries, removed) =>
      change(entries, (known) => ({ ...known, removed: removed || undefined })),
  }

  /** Reads all entries, even before a component shows them. */
  function readAll(): Promise<readonly HistoryEntry[]> {
    return queryClient.fetchQuery({ ...historyQuery(ports), staleTime: 0 })
  }

  return {
    ports,

    /** Shows the newest entries. Call once, before {@link readAll} and before any change. */
    async showNewest(): Promise<void> {
      const newest = await records.newest(gateway(), FIRST)
      if (newest.length > 0) queryClient.setQueryData(HISTORY_KEY, newest, { updatedAt: NOT_ALL })
    },

    readAll,

    /** A file was uploaded, here or in another tab. */
    apply(entry: HistoryEntry): void {
      const apply = (former?: HistoryEntry) => (former ? mergeEntries(former, entry) : entry)
      gather({ key: contentKey(entry), apply })
    },

    /** The history, once all of it is known. */
    async whole(): Promise<readonly HistoryEntry[]> {
      flush()
      const updatedAt = queryClient.getQueryState(HISTORY_KEY)?.dataUpdatedAt ?? NOT_ALL
      return (updatedAt === NOT_ALL ? undefined : current()) ?? readAll()
    },

    /**
     * Stores and shows entries of another source than an upload.
     *
     * @param join merges with entries of the same key
     * @throws {ProblemError} when storage is full
     */
    async addAll(entries: HistoryEntry[], join: Join): Promise<void> {
      if (entries.length === 0) return
      try {
        await records.putEntries(entries, new Map(), join)
      } catch {
        throw new ProblemError({ kind: 'no-room' })
      }
      put(
        entries.map((entry) => ({
          key: contentKey(entry),
          apply: (former) => (former ? join(former, entry) : entry),
        })),
      )
      postChanged(entries)
    },

    /** Removes entries whose URLs serve other content, or nothing. */
    forget(keys: readonly string[]): void {
      flush()
      put(keys.map((key) => ({ key, apply: () => undefined })))
    },

    /** Applies the changes of another tab. Reads all entries when `changed` is undefined. */
    onMessage(changed: readonly HistoryEntry[] | undefined): void {
      flush()
      if (changed) put(changed.map(patchTo))
      else void readAll()
    },

    /** Reads the replaced history and broadcasts the change. */
    replaced(): void {
      void readAll()
      post({ type: 'history' })
    },

    /** Stores what the browser found in the bytes of an entry. Does nothing when the disk is full. */
    describe(key: string, media: HistoryEntry['media'], thumbnails: Thumbnails): void {
      descriptions.add({ key, media, thumbnails })
    },
  }
}

function patchTo(entry: HistoryEntry): Patch {
  return { key: contentKey(entry), apply: () => entry }
}
