import type { HistoryEntry } from '../core/history/history.ts'
import type { Finished, KeyedFile, StoredUpload } from '../core/session/stored.ts'

/** What is kept of a session, wherever that is. */
export interface SessionRecords {
  /** All, in the order of their keys. What does not read as an upload is left out. */
  uploads(): Promise<StoredUpload[]>
  /** Adds or replaces all of them or, where that fails, none. */
  keep(uploads: readonly StoredUpload[]): Promise<void>
  /** Removes uploads together with their bytes. */
  forget(keys: readonly string[]): Promise<void>
  /** In one step for all: replaces the uploads, removes their bytes, and puts the entries into the history. */
  finish(done: readonly Finished[]): Promise<void>
  entryKeys(): Promise<string[]>
  /** Undefined also for what does not read as the answer of this key. */
  entry(key: string): Promise<HistoryEntry | undefined>
  forgetEntries(keys: readonly string[]): Promise<void>
  /**
   * Keeps the bytes; a file that cannot be read (it changed on disk) is skipped.
   *
   * @returns the keys of those that are kept now
   * @throws {DOMException} named `QuotaExceededError` where there is no room
   */
  keepBytes(files: readonly KeyedFile[]): Promise<string[]>
  /** With the name, type and date that the file had; undefined also where it cannot be read any more. */
  bytes(key: string): Promise<File | undefined>
  bytesKeys(): Promise<string[]>
  forgetBytes(keys: readonly string[]): Promise<void>
}
