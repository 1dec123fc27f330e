import type { UploadsStore } from '../uploads/uploads-store.ts'
import type { AnswerStorage } from './result-cache.ts'
import type { Finished, StoredUpload, TabNews } from './stored.ts'

export interface SessionServices {
  store: UploadsStore
  storage: SessionStorage
  tabs: SessionTabs
  bytes: SessionBytes
}

/** What outlives the page. Nothing here rejects. */
export interface SessionStorage extends AnswerStorage {
  uploads(): Promise<StoredUpload[]>
  keep(uploads: readonly StoredUpload[]): Promise<void>
  /** Removes uploads with their bytes. */
  forget(keys: readonly string[]): Promise<void>
  /** In one step: the uploads are done, their bytes go, and the history has them, merged with what it had. */
  finish(done: readonly Finished[]): Promise<void>
  bytes(key: string): Promise<File | undefined>
  bytesKeys(): Promise<string[]>
}

/** This tab among the others. */
export interface SessionTabs {
  id: string
  /** Those that live now, of which this one may not be told from its former self. */
  alive(): Promise<{ has(tab: string): boolean }>
  /** Runs work while no other tab runs such work. */
  alone<T>(work: () => Promise<T>): Promise<T>
  post(news: TabNews): void
}

/** Keeps the bytes of files that wait. */
export interface SessionBytes {
  want(key: string, file: File, size: number): void
  /** @returns whether there may be a copy to remove */
  release(key: string): boolean
  /** The bytes are kept already. */
  adopt(key: string): void
}
