import type { HistoryEntry } from '../core/history/history.ts'
import type { Finished, KeyedFile, StoredUpload } from '../core/session/stored.ts'

export interface SessionRecords {
  /** All valid uploads in key order. */
  uploads(): Promise<StoredUpload[]>
  /** Adds or replaces all uploads, or none when that fails. */
  keep(uploads: readonly StoredUpload[]): Promise<void>
  /** Replaces uploads of closed tabs by uploads of this tab. */
  adopt(uploads: readonly StoredUpload[]): Promise<void>
  /** Removes uploads and their bytes. */
  forget(keys: readonly string[]): Promise<void>
  /**
   * Removes the bytes of uploads and merges their entries into the history. Uploads without an
   * entry stay in the list. The others leave it as soon as the history has their entries.
   */
  finish(done: readonly Finished[]): Promise<void>
  entryKeys(): Promise<string[]>
  /** Undefined when the stored value is not a valid entry of this key. */
  entry(key: string): Promise<HistoryEntry | undefined>
  forgetEntries(keys: readonly string[]): Promise<void>
  /**
   * Stores the bytes. Skips unreadable files, for example when they changed on disk.
   *
   * @returns the keys of the stored files
   * @throws {DOMException} named `QuotaExceededError` when there is no room
   */
  keepBytes(files: readonly KeyedFile[]): Promise<string[]>
  /** With the name, type and date of the original. Undefined when it is unreadable. */
  bytes(key: string): Promise<File | undefined>
  bytesKeys(): Promise<string[]>
  forgetBytes(keys: readonly string[]): Promise<void>
}
