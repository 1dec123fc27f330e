import type { QueryClient } from '@tanstack/react-query'
import { contentKey } from '../core/content.ts'
import { type HistoryEntry, mergeEntries, withEntries } from '../core/history.ts'
import { ProblemError } from '../core/problem.ts'
import type { TabNews } from '../core/stored.ts'
import { HISTORY_KEY, type HistoryPorts } from '../features/files/history-ports.ts'
import type { HistoryRecords, Thumbnails } from '../storage/history-records.ts'

/** Milliseconds for which new entries are gathered: each change goes through the whole list. */
const GATHERING = 400

/** More changed entries than this are read anew by other tabs instead of told. */
const MOST_TOLD = 200

/** Where the history is kept, and who is told of changes. */
interface HistoryHome {
  records: HistoryRecords
  post(news: TabNews): void
}

export type History = ReturnType<typeof createHistory>

/**
 * The history as the page has it: one query, into which every change of this tab and of the
 * others is put as it comes.
 */
export function createHistory(queryClient: QueryClient, { records, post }: HistoryHome) {
  let gathered: HistoryEntry[] = []
  let isGathering = false
  let index: ReadonlyMap<string, HistoryEntry> = new Map()
  let indexed: readonly HistoryEntry[] | undefined

  const listeners = new Set<() => void>()
  // Once for all rows: the cache tells everybody of every query.
  queryClient.getQueryCache().subscribe(({ query, type }) => {
    if (type !== 'updated' || query.queryKey[0] !== HISTORY_KEY[0]) return
    for (const listener of listeners) listener()
  })

  const current = () => queryClient.getQueryData<readonly HistoryEntry[]>(HISTORY_KEY)

  function update(change: (all: readonly HistoryEntry[]) => readonly HistoryEntry[]): void {
    queryClient.setQueryData<readonly HistoryEntry[]>(HISTORY_KEY, (all) => all && change(all))
  }

  function settle(): void {
    isGathering = false
    // Kept until there is a list to put them into.
    if (!current()) return
    const fresh = gathered
    gathered = []
    update((all) => withEntries(all, fresh, mergeEntries))
  }

  function learn(entry: HistoryEntry): void {
    gathered.push(entry)
    if (isGathering) return
    isGathering = true
    setTimeout(settle, GATHERING)
  }

  /** Changes at once what is shown, and takes that back where it cannot be kept. */
  async function change(
    entries: readonly HistoryEntry[],
    to: (entry: HistoryEntry) => HistoryEntry,
  ): Promise<void> {
    const keys = new Set(entries.map(contentKey))
    const former = current()?.filter((entry) => keys.has(contentKey(entry))) ?? []
    update((all) => withEntries(all, former.map(to)))
    try {
      const changed = await records.changeEntries([...keys], to)
      post({ type: 'history', ...(changed.length <= MOST_TOLD && { changed }) })
    } catch {
      update((all) => withEntries(all, former))
      throw new ProblemError({ kind: 'no-room' })
    }
  }

  /** Also where nobody shows it. */
  function readAnew(): void {
    void queryClient.refetchQueries({ queryKey: HISTORY_KEY })
  }

  const ports: HistoryPorts = {
    async all() {
      const all = withEntries(await records.history(), gathered, mergeEntries)
      gathered = []
      return all
    },

    at(url) {
      const all = current()
      if (all !== indexed) {
        indexed = all
        index = new Map(all?.map((entry) => [entry.result.url, entry]))
      }
      return index.get(url)
    },

    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    thumbnail: async (hash) => (await records.thumbnail(hash)) ?? null,

    setLabel: (entry, label) => change([entry], (known) => ({ ...known, label })),

    setRemoved: (entries, removed) =>
      change(entries, (known) => ({ ...known, removed: removed || undefined })),
  }

  return {
    ports,

    /** A file was uploaded, here or in another tab. */
    learn,

    /** What lies at the URLs of these is something else. */
    forget(keys: readonly string[]): void {
      const gone = new Set(keys)
      gathered = gathered.filter((entry) => !gone.has(contentKey(entry)))
      update((all) => all.filter((entry) => !gone.has(contentKey(entry))))
    },

    /** Another tab changed these, or so many that all is to be read anew. */
    hear(changed: readonly HistoryEntry[] | undefined): void {
      if (changed) update((all) => withEntries(all, changed))
      else readAnew()
    },

    /** The history is another one: other tabs are told. */
    replaced(): void {
      readAnew()
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
      for (const entry of changed) learn(entry)
    },
  }
}
