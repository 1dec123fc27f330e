import { contentKey } from '../core/api/content.ts'
import { type HistoryEntry, mergeEntries } from '../core/history/history.ts'
import type { StoredUpload } from '../core/session/stored.ts'
import { type Exchange, subjectKey } from '../core/traffic/exchange.ts'
import { type ExchangeRecords, newestOf } from './exchange-records.ts'
import type { HistoryRecords, Join, Thumbnails } from './history-records.ts'
import type { SessionRecords } from './session-records.ts'

/** Records that live as long as the page. No method fails. Holds file handles and no bytes. */
export function createMemoryRecords(): SessionRecords & HistoryRecords & ExchangeRecords {
  const uploads = new Map<string, StoredUpload>()
  const history = new Map<string, HistoryEntry>()
  const thumbnails = new Map<string, string>()
  const bytes = new Map<string, File>()
  const exchanges = new Map<string, Exchange[]>()

  return {
    uploads: async () => [...uploads.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
    async keep(kept) {
      for (const upload of kept) uploads.set(upload.key, upload)
    },
    async adopt(adopted) {
      for (const upload of adopted) uploads.set(upload.key, upload)
    },
    async forget(keys) {
      for (const key of keys) {
        uploads.delete(key)
        bytes.delete(key)
      }
    },
    async finish(done) {
      for (const { upload, entry } of done) {
        if (entry) {
          uploads.delete(upload.key)
          putJoined(entry, mergeEntries)
        } else uploads.set(upload.key, upload)
        bytes.delete(upload.key)
      }
    },
    entryKeys: async () => [...history.keys()],
    entry: async (key) => history.get(key),
    async forgetEntries(keys) {
      for (const key of keys) history.delete(key)
    },
    async keepBytes(files) {
      for (const { key, file } of files) bytes.set(key, file)
      return files.map(({ key }) => key)
    },
    bytes: async (key) => bytes.get(key),
    bytesKeys: async () => [...bytes.keys()],
    async forgetBytes(keys) {
      for (const key of keys) bytes.delete(key)
    },

    history: async () => [...history.values()],
    newest: async () => [],
    async changeEntries(keys, change, pictures) {
      const changed = keys.flatMap((key) => {
        const former = history.get(key)
        return former ? [[key, change(former)] as const] : []
      })
      for (const [key, entry] of changed) history.set(key, entry)
      putThumbnails(pictures)
      return changed.map(([, entry]) => entry)
    },
    async putEntries(entries, pictures, join = (_, entry) => entry, watch) {
      watch?.signal.throwIfAborted()
      for (const entry of entries) putJoined(entry, join)
      putThumbnails(pictures)
      watch?.onDone(entries.length)
    },
    thumbnail: async (hash) => thumbnails.get(hash),
    thumbnails: async () => new Map(thumbnails),
    thumbnailHashes: async () => [...thumbnails.keys()],

    async keepExchanges(kept) {
      for (const exchange of kept) {
        if (!exchange.subject) continue
        const key = subjectKey(exchange.gateway, exchange.subject.hash)
        const stored = [exchange, ...(exchanges.get(key) ?? [])]
        exchanges.set(
          key,
          newestOf(stored, ({ purpose }) => purpose === 'test'),
        )
      }
    },
    exchanges: async (key) => exchanges.get(key) ?? [],
    // Memory has no exchanges of earlier pages.
    async cleanupExchanges() {},
  }

  function putJoined(entry: HistoryEntry, join: Join): void {
    const key = contentKey(entry)
    const former = history.get(key)
    history.set(key, former ? join(former, entry) : entry)
  }

  function putThumbnails(pictures: Thumbnails = new Map()): void {
    for (const [hash, picture] of pictures) {
      if (picture === null) thumbnails.delete(hash)
      else thumbnails.set(hash, picture)
    }
  }
}
