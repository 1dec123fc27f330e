import { unwrap } from 'idb'
import { contentKey } from '../core/api/content.ts'
import { mergeEntries } from '../core/history/history.ts'
import type { Finished, KeyedFile, StoredUpload } from '../core/session/stored.ts'
import type { BufferedFile, Database } from './database.ts'
import { putJoined } from './database-history.ts'
import type { SessionRecords } from './session-records.ts'
import { readEntry, readUploads } from './session-schema.ts'
import { nameOf } from './storage-loss.ts'
import { createWriter, readKeys, type Writing } from './transaction.ts'
import {
  createUploadJournal,
  readJournals,
  removeFromJournals,
  type WriteChange,
} from './upload-journal.ts'

/**
 * Records in the database. They outlive a crash of the browser, but a power cut may lose the last
 * seconds. Every method rejects with the browser's DOMException.
 */
export function createDatabaseRecords(database: Database): SessionRecords {
  const write = createWriter(database)
  const journal = createUploadJournal()

  function remove(store: 'bytes' | 'history', keys: readonly string[]): Promise<void> {
    return write([store], (transaction, ask) => {
      for (const key of keys) ask(transaction.objectStore(store).delete(key))
    })
  }

  /** Rejects without a change when the history has one of the entries. */
  function addFinished(done: readonly Finished[], change: WriteChange): Promise<void> {
    return write(['uploads', 'bytes', 'history'], (transaction, ask) => {
      const history = unwrap(transaction.objectStore('history'))
      ask(change(transaction.objectStore('uploads')))
      deleteBytes(transaction, done)
      for (const { entry } of done) if (entry) history.add(entry, contentKey(entry))
      transaction.commit()
    })
  }

  /**
   * Merges entries into the history. The list keeps them meanwhile, because a closing page does not
   * complete the reads.
   *
   * @param listed those whose record has not changed since
   */
  async function mergeFinished(done: readonly Finished[], listed = done): Promise<void> {
    const kept = listed.map(({ upload, entry }): StoredUpload => ({ ...upload, entry }))
    const change = journal.change(kept, [])
    await write(['uploads', 'bytes'], (transaction, ask) => {
      ask(change(transaction.objectStore('uploads')))
      deleteBytes(transaction, listed)
      transaction.commit()
    })
    const left = kept.flatMap((upload) =>
      upload.entry && !journal.hasOther(upload) ? [upload.key] : [],
    )
    await write(['uploads', 'history'], (transaction, ask) => {
      const history = transaction.objectStore('history')
      ask(journal.change([], left)(transaction.objectStore('uploads')))
      for (const { entry } of done) if (entry) ask(putJoined(history, entry, mergeEntries))
    })
  }

  /** True after the browser refused a `File` but stored its bytes. */
  let asBuffers = false

  async function putFiles(files: readonly KeyedFile[]): Promise<void> {
    const values = asBuffers
      ? await Promise.all(files.map(bufferOf))
      : files.map(({ file }) => file)
    await write(['bytes'], (transaction, ask) => {
      const store = transaction.objectStore('bytes')
      for (const [index, { key }] of files.entries()) {
        const value = values[index]
        if (value) ask(store.put(value, key))
      }
    })
  }

  async function keepBytes(files: readonly KeyedFile[]): Promise<string[]> {
    if (files.length === 0) return []
    let cause = await putFiles(files).catch((caught: unknown) => caught)
    if (cause === undefined) return files.map(({ key }) => key)
    if (nameOf(cause) === 'QuotaExceededError') throw cause
    // One unreadable file aborts the transaction, so store the others again without it.
    const readable = await listReadable(files)
    if (readable.length < files.length) return keepBytes(readable)
    // A private window of WebKit stores no File and reports various errors.
    if (!asBuffers) {
      asBuffers = true
      cause = await putFiles(files).catch((caught: unknown) => caught)
      if (cause === undefined) return files.map(({ key }) => key)
      asBuffers = false
    }
    if (CLOSED_ERRORS.has(nameOf(cause))) throw cause
    // Chromium reports a data error when the disk is full before the quota is reached.
    throw new DOMException('No room', 'QuotaExceededError')
  }

  return {
    async uploads() {
      const uploads = readUploads(readJournals(await database.getAll('uploads')))
      return uploads.sort((a, b) => (a.key < b.key ? -1 : 1))
    },

    keep: (uploads) =>
      write(['uploads'], (transaction, ask) => {
        ask(journal.change(uploads, [])(transaction.objectStore('uploads')))
        // Commit, because a closing page does not complete pending requests.
        transaction.commit()
      }),

    adopt: (uploads) =>
      write(['uploads'], (transaction, ask) => {
        const store = transaction.objectStore('uploads')
        const keys = uploads.map(({ key }) => key)
        const change = journal.change(uploads, [])
        ask(removeFromJournals(store, keys).then(() => change(store)))
      }),

    forget: (keys) =>
      write(['uploads', 'bytes'], (transaction, ask) => {
        const store = transaction.objectStore('uploads')
        const others = keys.filter((key) => !journal.has(key))
        const change = journal.change([], keys)
        if (others.length === 0) ask(change(store))
        // The removal may rewrite steps of this page, so it runs first.
        else ask(removeFromJournals(store, others).then(() => change(store)))
        for (const key of keys) ask(transaction.objectStore('bytes').delete(key))
      }),

    finish(done) {
      // The history usually has deduplicated entries already.
      if (done.some(({ entry }) => entry?.result.deduplicated)) return mergeFinished(done)
      const listed = done.flatMap(({ upload, entry }) => (entry ? [] : [upload]))
      const left = done.flatMap(({ upload, entry }) => (entry ? [upload.key] : []))
      return addFinished(done, journal.change(listed, left)).catch(() =>
        mergeFinished(
          done,
          done.filter(({ upload }) => !journal.hasOther(upload)),
        ),
      )
    },

    entryKeys: () => readKeys(database, 'history'),

    entry: async (key) => readEntry(await database.get('history', key), key),

    forgetEntries: (keys) => remove('history', keys),

    keepBytes,

    async bytes(key) {
      const file = fileOf(await database.get('bytes', key))
      return file && (await canRead(file)) ? file : undefined
    },

    bytesKeys: () => database.getAllKeys('bytes'),

    forgetBytes: (keys) => remove('bytes', keys),
  }
}

/** Requests without a promise, because there are thousands. A failed one aborts the transaction. */
function deleteBytes(transaction: Writing, done: readonly Finished[]): void {
  const bytes = unwrap(transaction.objectStore('bytes'))
  for (const { upload, hasBytes = true } of done) if (hasBytes) bytes.delete(upload.key)
}

const CLOSED_ERRORS: ReadonlySet<string> = new Set(['InvalidStateError', 'AbortError'])

async function bufferOf({ file }: KeyedFile): Promise<BufferedFile> {
  const { name, type, lastModified } = file
  return { buffer: await file.arrayBuffer(), name, type, lastModified }
}

/** Values are unchecked. */
function fileOf(found: unknown): File | undefined {
  if (found instanceof File) return found
  if (typeof found !== 'object' || found === null) return undefined
  const { buffer, name, type, lastModified }: Partial<BufferedFile> = found
  if (!(buffer instanceof ArrayBuffer)) return undefined
  return new File([buffer], String(name), {
    type: String(type),
    lastModified: Number(lastModified),
  })
}

async function listReadable(files: readonly KeyedFile[]): Promise<KeyedFile[]> {
  const answers = await Promise.all(files.map(({ file }) => canRead(file)))
  return files.filter((_, index) => answers[index])
}

/** A private window stores a path instead of a copy, and the file may be gone. */
async function canRead(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer()
    return true
  } catch {
    return false
  }
}
