import { type Content, contentKey, type KnownContent } from '../api/content.ts'
import type { ContentHash, UploadedFile } from '../api/contract.ts'
import type { GatewayId } from '../api/gateways.ts'
import { type HistoryEntry, newEntry } from '../history/history.ts'
import type { Upload, UploadId } from '../uploads/upload.ts'

/** Answers that outlive the page, by the key of their content. Nothing here rejects. */
export interface AnswerStorage {
  answerKeys(): Promise<string[]>
  answer(key: string): Promise<HistoryEntry | undefined>
  forgetAnswers(keys: readonly string[]): Promise<void>
}

export type ResultCache = ReturnType<typeof createResultCache>

/** What gateways are known to have, from this page, earlier ones and other tabs. */
export function createResultCache(storage: AnswerStorage) {
  /** What is not stored yet, and what other tabs told. */
  const known = new Map<string, KnownContent>()
  /** Keys of what is stored: most contents are new, and cost no look at the storage. */
  const stored = new Set<string>()
  /** To be stored together with the uploads that got them. */
  const fresh = new Map<UploadId, HistoryEntry>()

  return {
    /** To be called once, before anything is recalled. */
    async load(): Promise<void> {
      for (const key of await storage.answerKeys()) stored.add(key)
    },

    /** What this gateway and key answered for the content. */
    async recall(content: Content): Promise<KnownContent | undefined> {
      const key = contentKey(content)
      const found = known.get(key)
      if (found || !stored.has(key)) return found
      const entry = await storage.answer(key)
      return entry && !entry.imported ? knownFrom(entry) : undefined
    },

    remember({ id, path, mediaType }: Upload, content: Content, result: UploadedFile): void {
      known.set(contentKey(content), { result, path })
      fresh.set(id, newEntry(content, result, { path, mediaType }))
    },

    /** The answer that an upload just got, once. */
    take(id: UploadId): HistoryEntry | undefined {
      const entry = fresh.get(id)
      fresh.delete(id)
      return entry
    },

    /** This one is stored, so the page need not hold it. */
    markStored(entry: HistoryEntry): void {
      const key = contentKey(entry)
      stored.add(key)
      known.delete(key)
    },

    /** Another tab got this answer. */
    apply(entry: HistoryEntry): void {
      known.set(contentKey(entry), knownFrom(entry))
    },

    /** The URL does not lead to this content. Whatever the account: it is the gateway's. */
    forget(gateway: GatewayId, hash: ContentHash): void {
      const isMeant = (key: string) => key.startsWith(`${gateway} `) && key.endsWith(` ${hash}`)
      const found = [...new Set([...known.keys(), ...stored])].filter(isMeant)
      for (const key of found) {
        known.delete(key)
        stored.delete(key)
      }
      void storage.forgetAnswers(found)
    },
  }
}

function knownFrom({ result, paths }: HistoryEntry): KnownContent {
  return { result, path: paths[0] }
}
