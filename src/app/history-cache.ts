import type { QueryClient } from '@tanstack/react-query'
import { contentKey } from '../core/api/content.ts'
import type { GatewayId } from '../core/api/gateways.ts'
import { ProblemError } from '../core/api/problem.ts'
import { type HistoryEntry, mergeEntries } from '../core/history/history.ts'
import { type Patch, patchEntries } from '../core/history/history-patch.ts'
import type { TabNews } from '../core/session/stored.ts'
import { createBatch } from '../core/state/batch.ts'
import {
  HISTORY_KEY,
  type HistoryPorts,
  historyQuery,
  NOT_ALL,
} from '../features/uploads/list/history-ports.ts'
import type { HistoryRecords, Join, Thumbnails } from '../storage/history-records.ts'
import { createShownHistory } from './shown-history.ts'

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

/** The history of the page, in one query. Applies the changes of all tabs in order. */
export function createHistory(
  queryClient: QueryClient,
  { records, isWhole, gateway, post }: HistoryServices,
) {
  const shown = createShownHistory(queryClient)
  const { put, flush } = shown
  const descriptions = createBatch(DESCRIPTION_TIME, storeDescriptions, { leading: true })

  /** Changes the shown entries at once. Reverts them when they cannot be stored. */
  async function change(
    entries: readonly HistoryEntry[],
    edit: (entry: HistoryEntry) => HistoryEntry,
  ): Promise<void> {
    flush()
    const keys = entries.map(contentKey)
    const before = new Map<string, { from: HistoryEntry; to: HistoryEntry }>()
    const patches = keys.map(
      (key): Patch => ({
        key,
        apply(from) {
          const to = from && edit(from)
          if (to) before.set(key, { from, to })
          return to
        },
      }),
    )
    put(patches)
    try {
      postChanged(await records.changeEntries(keys, edit))
    } catch {
      shown.revert(
        patches,
        // An entry that has changed again is not reverted.
        [...before].map(([key, { from, to }]) => ({
          key,
          apply: (now) => (now === to ? from : now),
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
      shown.gather({ key: contentKey(entry), apply: (former) => former && { ...former, media } })
    }
    postChanged(changed)
  }

  /** Broadcasts changed entries. When there are many, other tabs read all entries instead. */
  function postChanged(changed: HistoryEntry[]): void {
    post({ type: 'history', ...(changed.length <= BROADCAST_LIMIT && { changed }) })
  }

  const ports: HistoryPorts = {
    all: () =>
      shown.patchRead(async () => {
        const found = await records.history()
        return isWhole() ? found : patchEntries(shown.current() ?? [], found.map(patchTo))
      }),

    at: shown.at,
    flush,
    subscribe: shown.subscribe,

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

    /** Adds or merges the entry of a file that was uploaded here or in another tab. */
    apply(entry: HistoryEntry): void {
      const apply = (former?: HistoryEntry) => (former ? mergeEntries(former, entry) : entry)
      shown.gather({ key: contentKey(entry), apply })
    },

    /** The complete history. Reads it unless all entries are known. */
    async whole(): Promise<readonly HistoryEntry[]> {
      flush()
      return shown.whole() ?? readAll()
    },

    /**
     * Stores and shows entries that do not come from an upload.
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
