import type { QueryClient } from '@tanstack/react-query'
import { contentKey } from '../core/api/content.ts'
import type { GatewayId } from '../core/api/gateways.ts'
import { ProblemError } from '../core/api/problem.ts'
import { type HistoryEntry, mergeEntries } from '../core/history/history.ts'
import { type Patch, patchEntries } from '../core/history/history-patch.ts'
import { indexByUrl } from '../core/history/index-by-url.ts'
import type { TabNews } from '../core/session/stored.ts'
import {
  HISTORY_KEY,
  type HistoryPorts,
  historyQuery,
  NOT_ALL,
} from '../features/uploads/list/history-ports.ts'
import type { HistoryRecords, Thumbnails } from '../storage/history-records.ts'

/** Milliseconds for which new entries are gathered: each change goes through the whole list. */
const GATHERING = 800

/** More changed entries than this are read anew by other tabs instead of told. */
const BROADCAST_LIMIT = 200

/** Entries that are shown before all are read: more rows than a tall screen has. */
const FIRST = 40

/** Where the history is kept, and who is told of changes. */
interface HistoryHome {
  records: HistoryRecords
  /** False where what was there before this page cannot be read any more. */
  isWhole(): boolean
  /** The one in use, whose entries are shown first. */
  gateway(): GatewayId
  post(news: TabNews): void
}

export type History = ReturnType<typeof createHistory>

/**
 * The history as the page has it: one query, into which every change of this tab and of the
 * others is put as it comes, in its order.
 */
export function createHistory(
  queryClient: QueryClient,
  { records, isWhole, gateway, post }: HistoryHome,
) {
  /** What is put in soon, and together. */
  let gathered: Patch[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  /** What was put in while the records are being read, which may not have it yet. */
  const missed = new Set<Patch[]>()
  const listeners = new Set<() => void>()
  let index: ReadonlyMap<string, HistoryEntry> = new Map()
  let indexed: readonly HistoryEntry[] | undefined

  // Once for all rows: the cache tells everybody of every query.
  queryClient.getQueryCache().subscribe(({ query, type }) => {
    if (type !== 'updated' || query.queryKey[0] !== HISTORY_KEY[0]) return
    for (const listener of listeners) listener()
  })

  const current = () => queryClient.getQueryData<readonly HistoryEntry[]>(HISTORY_KEY)

  function put(patches: readonly Patch[]): void {
    // One by one: as arguments of one call, those of a large import are too many.
    for (const log of missed) for (const patch of patches) log.push(patch)
    patchShown(patches)
  }

  function patchShown(patches: readonly Patch[]): void {
    const state = queryClient.getQueryState<readonly HistoryEntry[]>(HISTORY_KEY)
    if (!state?.data) return
    // What is not all yet does not become all by a change.
    const updatedAt = state.dataUpdatedAt
    queryClient.setQueryData(HISTORY_KEY, patchEntries(state.data, patches), { updatedAt })
  }

  function gather(patch: Patch): void {
    gathered.push(patch)
    timer ??= setTimeout(flush, GATHERING)
  }

  /** Puts in at once what was gathered; kept where there is nothing yet to put it into. */
  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    if (gathered.length === 0 || !(current() || missed.size > 0)) return
    const patches = gathered
    gathered = []
    put(patches)
  }

  /** Changes at once what is shown, and takes that back where it cannot be kept. */
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
      const changed = await records.changeEntries(keys, to)
      post({ type: 'history', ...(changed.length <= BROADCAST_LIMIT && { changed }) })
    } catch {
      // What is still being read never had it.
      const failed = new Set(patches)
      for (const log of missed) {
        const kept = log.filter((patch) => !failed.has(patch))
        log.length = 0
        for (const patch of kept) log.push(patch)
      }
      // What was changed once more meanwhile stays.
      patchShown(
        [...before].map(([key, { former, shown }]) => ({
          key,
          apply: (now) => (now === shown ? former : now),
        })),
      )
      throw new ProblemError({ kind: 'no-room' })
    }
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

    setRemoved: (entries, removed) =>
      change(entries, (known) => ({ ...known, removed: removed || undefined })),
  }

  /** Also where nobody shows it yet. */
  function readAll(): Promise<readonly HistoryEntry[]> {
    return queryClient.fetchQuery({ ...historyQuery(ports), staleTime: 0 })
  }

  return {
    ports,

    /** Shows what is there before all is read. To be called once, before that and all changes. */
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

    /** What lies at the URLs of these is something else. */
    forget(keys: readonly string[]): void {
      flush()
      put(keys.map((key) => ({ key, apply: () => undefined })))
    },

    /** Another tab changed these, or so many that all is to be read anew. */
    onMessage(changed: readonly HistoryEntry[] | undefined): void {
      flush()
      if (changed) put(changed.map(patchTo))
      else void readAll()
    },

    /** The history is another one: other tabs are told. */
    replaced(): void {
      void readAll()
      post({ type: 'history' })
    },

    /** The browser has looked at the bytes of an entry. A full disk leaves it undescribed. */
    async describe(
      key: string,
      media: HistoryEntry['media'],
      thumbnails: Thumbnails,
    ): Promise<void> {
      const changed = await records
        .changeEntries([key], (entry) => ({ ...entry, media }), thumbnails)
        .catch(() => [])
      if (changed.length === 0) return
      gather({ key, apply: (former) => former && { ...former, media } })
      post({ type: 'history', changed })
    },
  }
}

function patchTo(entry: HistoryEntry): Patch {
  return { key: contentKey(entry), apply: () => entry }
}
