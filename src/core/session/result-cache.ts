import { type Content, contentKey, type KnownContent } from '../api/content.ts'
import type { ContentHash, UploadedFile } from '../api/contract.ts'
import type { GatewayId } from '../api/gateways.ts'
import { type HashedEntry, type HistoryEntry, isHashed, newEntry } from '../history/history.ts'
import type { Upload, UploadId } from '../uploads/upload.ts'

/** Stored history entries by `contentKey()`. No method rejects. */
export interface EntryStorage {
  entryKeys(): Promise<string[]>
  entry(key: string): Promise<HistoryEntry | undefined>
  forgetEntries(keys: readonly string[]): Promise<void>
}

export type ResultCache = ReturnType<typeof createResultCache>

/** Results of contents that gateways already have: from this page, earlier ones and other tabs. */
export function createResultCache(storage: EntryStorage) {
  /** Results that are not stored yet or came from other tabs. */
  const known = new Map<string, KnownContent>()
  /** Keys of stored entries. Most contents are new and need no read of the storage. */
  const stored = new Set<string>()
  /** Entries to store together with their uploads. */
  const fresh = new Map<UploadId, HistoryEntry>()

  /** Removes entries that the gateway no longer has. */
  function forgetKeys(keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      known.delete(key)
      stored.delete(key)
    }
    return storage.forgetEntries(keys)
  }

  return {
    /** Call once, before {@link recall}. */
    async load(): Promise<void> {
      for (const key of await storage.entryKeys()) stored.add(key)
    },

    /** Gateway and hash of every content in the history, of any account: "varg sha256:…". */
    remembered(): Set<string> {
      return new Set([...stored].map((key) => key.replace(/ .* /, ' ')))
    },

    /** The known result of a content. Imported entries and those without a hash do not count. */
    async recall(content: Content): Promise<KnownContent | undefined> {
      const key = contentKey(content)
      const found = known.get(key)
      if (found || !stored.has(key)) return found
      const entry = await storage.entry(key)
      return entry && !entry.imported && isHashed(entry) ? knownFrom(entry) : undefined
    },

    remember(upload: Upload, content: Content, result: UploadedFile): void {
      known.set(contentKey(content), { result, path: upload.path })
      fresh.set(upload.id, newEntry(content, result, upload))
    },

    /** Returns the new entry of an upload and forgets it. */
    take(id: UploadId): HistoryEntry | undefined {
      const entry = fresh.get(id)
      fresh.delete(id)
      return entry
    },

    /** Frees the memory of an entry that is now stored. */
    markStored(entry: HistoryEntry): void {
      const key = contentKey(entry)
      stored.add(key)
      known.delete(key)
    },

    /** Adds an entry from another tab. */
    apply(entry: HistoryEntry): void {
      if (isHashed(entry)) known.set(contentKey(entry), knownFrom(entry))
    },

    /** Removes a content whose URL leads elsewhere, for every account of the gateway. */
    forget(gateway: GatewayId, hash: ContentHash): void {
      const isOfContent = (key: string) => key.startsWith(`${gateway} `) && key.endsWith(` ${hash}`)
      void forgetKeys([...known.keys(), ...stored].filter(isOfContent))
    },

    forgetKeys,
  }
}

function knownFrom({ result, paths }: HashedEntry): KnownContent {
  return { result, path: paths[0] }
}
