import { contentKey } from '../core/api/content.ts'
import { compareDrops, dropTime, type HistoryEntry } from '../core/history/history.ts'
import { SLICE } from '../core/text/slices.ts'
import type { Database } from './database.ts'
import type { HistoryRecords, Join, Thumbnails } from './history-records.ts'
import { readEntries, readEntry } from './session-schema.ts'
import { createWriter, readKeys } from './transaction.ts'

/** The history in the database. Every method rejects with a DOMException. */
export function createDatabaseHistory(database: Database): HistoryRecords {
  const write = createWriter(database)

  return {
    async history() {
      const { store } = database.transaction('history')
      /** Sorted parts of what was read, each longer than the next. */
      const runs: HistoryEntry[][] = []
      const read = async (range: IDBKeyRange) => {
        let run = readEntries(await store.getAll(range)).sort(compareDrops)
        while ((runs.at(-1)?.length ?? Infinity) <= run.length) run = merge(runs.pop() ?? [], run)
        runs.push(run)
      }
      const slices: Promise<void>[] = []
      let cursor = await store.openKeyCursor()
      while (cursor) {
        const { key } = cursor
        cursor = await cursor.advance(SLICE)
        slices.push(
          read(
            cursor ? IDBKeyRange.bound(key, cursor.key, false, true) : IDBKeyRange.lowerBound(key),
          ),
        )
      }
      await Promise.all(slices)
      return runs.reduceRight((rest, run) => merge(run, rest), [])
    },

    async newest(gateway, most) {
      const index = database.transaction('history').store.index('newest')
      const ofGateway = IDBKeyRange.bound([gateway], [gateway, []])
      const latest = await index.openKeyCursor(ofGateway, 'prev')
      // Exclude this time, because the limit may omit some of its entries.
      const next = await latest?.advance(most)
      if (!next) return readEntries(await index.getAll(ofGateway))
      const found = readEntries(
        await index.getAll(IDBKeyRange.bound(next.key, [gateway, []], true)),
      )
      // The list is sorted by drop. A file ends after its drop, so newer drops are complete here.
      const [, at] = next.key
      const last = found.sort(compareDrops)[Math.ceil(found.length / 2) - 1]
      if (!last || dropTime(last) > at) return found.filter((entry) => dropTime(entry) > at)
      const from = dropTime(last)
      const since = await index.getAll(IDBKeyRange.bound([gateway, from], [gateway, []]))
      return readEntries(since).filter((entry) => dropTime(entry) >= from)
    },

    async changeEntries(keys, change, thumbnails = new Map()) {
      const changed: HistoryEntry[] = []
      await write(['history', 'thumbnails'], (transaction, ask) => {
        const store = transaction.objectStore('history')
        for (const key of keys) {
          const reading = store.get(key).then((found) => {
            const former = readEntry(found, key)
            if (!former) return
            const entry = change(former)
            changed.push(entry)
            return store.put(entry, key)
          })
          ask(reading)
        }
        putThumbnails(transaction.objectStore('thumbnails'), thumbnails, ask)
      })
      return changed
    },

    putEntries: (entries, thumbnails, join = (_, entry) => entry, watch) =>
      write(['history', 'thumbnails'], (transaction, ask) => {
        const store = transaction.objectStore('history')
        const pictures = transaction.objectStore('thumbnails')
        const put = async () => {
          for await (const done of putInSlices(entries, (entry) => putJoined(store, entry, join))) {
            watch?.onDone(done)
            watch?.signal.throwIfAborted()
          }
          const isPut = putInSlices([...thumbnails], ([hash, picture]) =>
            putThumbnail(pictures, hash, picture),
          )
          for await (const _ of isPut) watch?.signal.throwIfAborted()
        }
        ask(put())
      }),

    thumbnail: (hash) => database.get('thumbnails', hash),

    thumbnailHashes: () => readKeys(database, 'thumbnails'),

    async thumbnails() {
      const [hashes, pictures] = await Promise.all([
        database.getAllKeys('thumbnails'),
        database.getAll('thumbnails'),
      ])
      return new Map(hashes.map((hash, index) => [hash, pictures[index] ?? '']))
    },
  }
}

/** Merges sorted entries. The engine's sort takes linear time for two sorted halves. */
function merge(a: readonly HistoryEntry[], b: readonly HistoryEntry[]): HistoryEntry[] {
  return [...a, ...b].sort(compareDrops)
}

/** Puts one slice at a time. Requests the next one before the transaction ends by itself. */
async function* putInSlices<T>(
  items: readonly T[],
  put: (item: T) => Promise<unknown>,
): AsyncGenerator<number> {
  for (let from = 0; from < items.length; from += SLICE) {
    await Promise.all(items.slice(from, from + SLICE).map(put))
    yield Math.min(from + SLICE, items.length)
  }
}

/** Puts an entry, joined with the stored one. */
export async function putJoined(
  store: {
    get(key: string): Promise<unknown>
    put(entry: HistoryEntry, key: string): Promise<unknown>
  },
  entry: HistoryEntry,
  join: Join,
): Promise<void> {
  const key = contentKey(entry)
  const former = readEntry(await store.get(key), key)
  await store.put(former ? join(former, entry) : entry, key)
}

function putThumbnails(
  store: {
    put(picture: string, hash: string): Promise<unknown>
    delete(hash: string): Promise<unknown>
  },
  thumbnails: Thumbnails,
  ask: (request: Promise<unknown>) => void,
): void {
  for (const [hash, picture] of thumbnails) ask(putThumbnail(store, hash, picture))
}

function putThumbnail(
  store: Parameters<typeof putThumbnails>[0],
  hash: string,
  picture: string | null,
): Promise<unknown> {
  return picture === null ? store.delete(hash) : store.put(picture, hash)
}
