import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb'
import type { HistoryEntry } from '../core/history/history.ts'
import type { StoredUpload } from '../core/session/stored.ts'
import type { Exchange } from '../core/traffic/exchange.ts'
import { BLOCKED, type StorageLoss } from './storage-loss.ts'

/** A file where the browser stores bytes, but no `File`. */
export interface BufferedFile {
  buffer: ArrayBuffer
  name: string
  type: string
  lastModified: number
}

/** What is written. What is read may be anything: see session-schema.ts. */
export interface Schema extends DBSchema {
  uploads: { key: string; value: StoredUpload }
  /** By the key of their upload. The browser copies the bytes of a `File` it stores. */
  bytes: { key: string; value: File | BufferedFile }
  /** By `contentKey()`. */
  history: {
    key: string
    value: HistoryEntry
    indexes: { newest: [gateway: string, at: number] }
  }
  /** Small pictures as `data:` URLs, by content hash: whoever has the content, it looks the same. */
  thumbnails: { key: string; value: string }
  /** By `subjectKey()` of their file and their id. */
  exchanges: { key: string; value: Exchange }
}

export type Database = IDBPDatabase<Schema>

const NAME = 'refdrop'

/** Milliseconds after which an open that says nothing counts as refused. */
const TIMEOUTS = 3000

type Upgrade = IDBPTransaction<unknown, string[], 'versionchange'>

/**
 * From version 0 to 1, from 1 to 2 and so on. An entry that was published is never changed,
 * and knows nothing of the schema of today.
 */
const MIGRATIONS: readonly ((upgrade: Upgrade) => Promise<void> | undefined)[] = [
  ({ db }) => {
    db.createObjectStore('uploads', { keyPath: 'key' })
    db.createObjectStore('bytes')
    db.createObjectStore('answers')
    return undefined
  },
  // What gateways answered becomes the history, which begins with what was known before it.
  async (upgrade) => {
    const history = upgrade.db.createObjectStore('history')
    upgrade.db.createObjectStore('thumbnails')
    const answers = upgrade.objectStore('answers')
    const [keys, values] = await Promise.all([answers.getAllKeys(), answers.getAll()])
    const entries = values.map((value) => ({ ...value, paths: [value?.path], label: '' }))
    await Promise.all(entries.map((entry, index) => history.put(entry, keys[index])))
    upgrade.db.deleteObjectStore('answers')
  },
  ({ db }) => {
    db.createObjectStore('exchanges')
    return undefined
  },
  // What is shown first is found without reading thousands of entries.
  async (upgrade) => {
    upgrade.objectStore('history').createIndex('newest', ['gateway', 'at'])
  },
]

/**
 * Opens the database of this origin, and gives it up at once when a newer page needs
 * another version of it.
 *
 * @param onClosed called at most once, when the database was closed and nobody here asked for that
 * @throws where the browser refuses, does not answer in time, or has a newer version already
 */
export async function openDatabase(onClosed: (loss: StorageLoss) => void): Promise<Database> {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isBlocked = false
  const opening: Promise<Database> = openDB<Schema>(NAME, MIGRATIONS.length, {
    async upgrade(_database, from, _to, transaction) {
      // It has answered; a large history takes its time.
      clearTimeout(timer)
      const upgrade = transaction as unknown as Upgrade
      try {
        for (const migrate of MIGRATIONS.slice(from)) await migrate(upgrade)
      } catch {
        // Then all is as it was, and the opening fails.
        transaction.done.catch(() => {})
        transaction.abort()
      }
    },
    blocked() {
      isBlocked = true
    },
    blocking(_from, _to, event) {
      const { target } = event
      if (target instanceof IDBDatabase) target.close()
      onClosed('newer')
    },
    terminated: () => onClosed('broken'),
  })
  const refusal = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new DOMException('It did not open in time', isBlocked ? BLOCKED : 'TimeoutError'))
      // Open after all: whoever gave up must not stand in the way of other pages.
      opening.then((late) => late.close()).catch(() => {})
    }, TIMEOUTS)
  })
  return Promise.race([opening, refusal]).finally(() => clearTimeout(timer))
}
