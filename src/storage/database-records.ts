import type { IDBPTransaction, StoreNames } from 'idb'
import { contentKey } from '../core/content.ts'
import type { KeyedFile } from '../core/stored.ts'
import type { Database, Schema } from './database.ts'
import type { SessionRecords } from './session-records.ts'
import { readAnswer, readUploads } from './session-schema.ts'

type Writing = IDBPTransaction<Schema, StoreNames<Schema>[], 'readwrite'>

/**
 * Records in the database: they outlive the page and a crash of the browser; a power cut
 * may take the last seconds. Every method rejects with the DOMException of the browser.
 */
export function createDatabaseRecords(database: Database): SessionRecords {
  /** One transaction: all that `work` asks for, or nothing. */
  async function write(
    stores: StoreNames<Schema>[],
    work: (transaction: Writing, ask: (request: Promise<unknown>) => void) => void,
  ): Promise<void> {
    const transaction = database.transaction(stores, 'readwrite', { durability: 'relaxed' })
    const requests: Promise<unknown>[] = []
    try {
      work(transaction, (request) => requests.push(request))
    } catch (caught) {
      requests.push(Promise.reject(caught))
      transaction.abort()
    }
    const [end, ...outcomes] = await Promise.allSettled([transaction.done, ...requests])
    if (end.status === 'fulfilled') return
    // An abort hides its cause from all but one of them.
    const reasons = [end, ...outcomes].flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason] : [],
    )
    throw reasons.find((reason) => nameOf(reason) !== 'AbortError') ?? end.reason
  }

  function remove(store: 'bytes' | 'answers', keys: readonly string[]): Promise<void> {
    return write([store], (transaction, ask) => {
      for (const key of keys) ask(transaction.objectStore(store).delete(key))
    })
  }

  async function keepBytes(files: readonly KeyedFile[]): Promise<string[]> {
    if (files.length === 0) return []
    try {
      await write(['bytes'], (transaction, ask) => {
        const store = transaction.objectStore('bytes')
        for (const { key, file } of files) ask(store.put(file, key))
      })
      return files.map(({ key }) => key)
    } catch (caught) {
      if (!isFault(caught)) throw caught
    }
    // One unreadable file undoes the transaction of all, so the others go once more without it.
    const readable = await listReadable(files)
    if (readable.length < files.length) return keepBytes(readable)
    // Chromium blames the data where a disk is full before the quota was met.
    throw new DOMException('The bytes were not stored', 'QuotaExceededError')
  }

  return {
    uploads: async () => readUploads(await database.getAll('uploads')),

    keep: (uploads) =>
      write(['uploads'], (transaction, ask) => {
        const store = transaction.objectStore('uploads')
        for (const upload of uploads) ask(store.put(upload))
      }),

    forget: (keys) =>
      write(['uploads', 'bytes'], (transaction, ask) => {
        for (const key of keys) {
          ask(transaction.objectStore('uploads').delete(key))
          ask(transaction.objectStore('bytes').delete(key))
        }
      }),

    finish: (upload, answer) =>
      write(['uploads', 'bytes', 'answers'], (transaction, ask) => {
        ask(transaction.objectStore('uploads').put(upload))
        ask(transaction.objectStore('bytes').delete(upload.key))
        if (!answer) return
        const key = contentKey(answer)
        ask(transaction.objectStore('answers').put(answer, key))
      }),

    answerKeys: () => database.getAllKeys('answers'),

    answer: async (key) => readAnswer(await database.get('answers', key), key),

    forgetAnswers: (keys) => remove('answers', keys),

    keepBytes,

    async bytes(key) {
      const found: unknown = await database.get('bytes', key)
      return found instanceof File && (await canRead(found)) ? found : undefined
    },

    bytesKeys: () => database.getAllKeys('bytes'),

    forgetBytes: (keys) => remove('bytes', keys),
  }
}

function nameOf(caught: unknown): string {
  return caught instanceof DOMException ? caught.name : ''
}

/** Whether the files or the disk are to blame for what was not stored, not a database that is gone. */
function isFault(caught: unknown): boolean {
  return !['QuotaExceededError', 'InvalidStateError', 'AbortError'].includes(nameOf(caught))
}

async function listReadable(files: readonly KeyedFile[]): Promise<KeyedFile[]> {
  const answers = await Promise.all(files.map(({ file }) => canRead(file)))
  return files.filter((_, index) => answers[index])
}

/** A private window keeps no copy but the way to the file, which may lead nowhere by now. */
async function canRead(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer()
    return true
  } catch {
    return false
  }
}
