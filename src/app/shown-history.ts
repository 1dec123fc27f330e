import type { QueryClient } from '@tanstack/react-query'
import type { HistoryEntry } from '../core/history/history.ts'
import { type Patch, patchEntries } from '../core/history/history-patch.ts'
import { indexByUrl } from '../core/history/index-by-url.ts'
import { HISTORY_KEY, NOT_ALL } from '../features/uploads/list/history-ports.ts'

/** Milliseconds from a new entry to its batch. Each change copies the whole list. */
const BATCH_TIME = 800

/** The entries that the page shows: the data of one query, and its pending patches. */
export function createShownHistory(queryClient: QueryClient) {
  /** Patches of the next batch. */
  let gathered: Patch[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  /** The patches since each read in progress began. Its result may lack them. */
  const missed = new Set<Patch[]>()
  const listeners = new Set<() => void>()
  let index: ReadonlyMap<string, HistoryEntry> = new Map()
  let indexed: readonly HistoryEntry[] | undefined

  // One subscription for all rows: the cache notifies its listeners of every query.
  queryClient.getQueryCache().subscribe(({ query, type }) => {
    if (type !== 'updated' || query.queryKey[0] !== HISTORY_KEY[0]) return
    for (const listener of listeners) listener()
  })

  const state = () => queryClient.getQueryState<readonly HistoryEntry[]>(HISTORY_KEY)
  const current = () => state()?.data

  function patchShown(patches: readonly Patch[]): void {
    const { data, dataUpdatedAt: updatedAt = NOT_ALL } = state() ?? {}
    // A change does not make a partial list complete.
    if (data) queryClient.setQueryData(HISTORY_KEY, patchEntries(data, patches), { updatedAt })
  }

  /** Applies patches to the shown entries, and to the results of reads in progress. */
  function put(patches: readonly Patch[]): void {
    // One at a time: a large import has too many for the arguments of one call.
    for (const log of missed) for (const patch of patches) log.push(patch)
    patchShown(patches)
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

  return {
    current,
    put,
    flush,

    /** All entries. Undefined until they are read. */
    whole: () => (state()?.dataUpdatedAt === NOT_ALL ? undefined : current()),

    /** Adds a patch to the next batch. */
    gather(patch: Patch): void {
      gathered.push(patch)
      timer ??= setTimeout(flush, BATCH_TIME)
    },

    /**
     * Reverts patches that could not be stored.
     *
     * @param reverts patches for the entries that already show them
     */
    revert(patches: readonly Patch[], reverts: readonly Patch[]): void {
      // A read in progress cannot find the change, so its patch is dropped.
      const failed = new Set(patches)
      for (const log of missed) {
        const kept = log.filter((patch) => !failed.has(patch))
        log.length = 0
        for (const patch of kept) log.push(patch)
      }
      patchShown(reverts)
    },

    /** Reads entries, and applies the patches that arrive meanwhile. */
    async patchRead(
      read: () => Promise<readonly HistoryEntry[]>,
    ): Promise<readonly HistoryEntry[]> {
      const log: Patch[] = []
      missed.add(log)
      flush()
      try {
        return patchEntries(await read(), log)
      } finally {
        missed.delete(log)
      }
    },

    at(url: string): HistoryEntry | undefined {
      const all = current()
      if (all !== indexed) {
        indexed = all
        index = indexByUrl(all ?? [])
      }
      return index.get(url)
    },

    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
