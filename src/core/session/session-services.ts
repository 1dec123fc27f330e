import type { UploadsStore } from '../uploads/uploads-store.ts'
import type { EntryStorage } from './result-cache.ts'
import type { Finished, StoredUpload, TabNews } from './stored.ts'

export interface SessionServices {
  store: UploadsStore
  storage: SessionStorage
  tabs: SessionTabs
  bytes: SessionBytes
}

/** Storage that outlives the page. No method rejects. */
interface SessionStorage extends EntryStorage {
  uploads(): Promise<StoredUpload[]>
  keep(uploads: readonly StoredUpload[]): Promise<void>
  /** Reassigns uploads of closed tabs to this tab. */
  adopt(uploads: readonly StoredUpload[]): Promise<void>
  /** Removes uploads and their bytes. */
  forget(keys: readonly string[]): Promise<void>
  /**
   * Removes the bytes of uploads and merges their entries into the history. Uploads without an
   * entry stay in the list. The others leave it as soon as the history has their entries.
   */
  finish(done: readonly Finished[]): Promise<void>
  bytes(key: string): Promise<File | undefined>
  bytesKeys(): Promise<string[]>
}

/** Communication with the other tabs. */
interface SessionTabs {
  id: string
  /** The open tabs. Without locks, this tab cannot be told apart from its former page. */
  alive(): Promise<{ has(tab: string): boolean }>
  /** Runs work exclusively among all tabs. */
  alone<T>(work: () => Promise<T>): Promise<T>
  post(news: TabNews): void
}

/** Backs up the bytes of waiting files. */
interface SessionBytes {
  want(key: string, file: File, size: number): void
  /**
   * @param isRemoved whether the session itself removes the copy, if there may be one
   * @returns whether there may be a copy
   */
  release(key: string, isRemoved?: boolean): boolean
  /** Takes over a copy that an earlier page made. */
  adopt(key: string): void
}
