import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb'
import type { HistoryEntry } from '../core/history/history.ts'
import type { Exchange } from '../core/traffic/exchange.ts'
import { siteName } from './site-name.ts'
import { BLOCKED, type StorageLoss } from './storage-loss.ts'
import type { JournalStep } from './upload-journal.ts'

/** A file, when the browser stores buffers but no `File`. */
export interface BufferedFile {
  buffer: ArrayBuffer
  name: string
  type: string
  lastModified: number
}

/** Written values. Read values are unchecked, see session-schema.ts. */
export interface Schema extends DBSchema {
  /** A step of a journal. Earlier builds stored uploads. */
  uploads: { key: string; value: JournalStep }
  /** By the key of the upload. The browser copies the bytes of a stored `File`. */
  bytes: { key: string; value: File | BufferedFile }
  /** By `contentKey()`. */
  history: { key: string; value: HistoryEntry; indexes: { newest: [gateway: string, at: number] } }
  /** `data:` URLs by content hash, shared by gateways and accounts. */
  thumbnails: { key: string; value: string }
  /** By `subjectKey()` and id. */
  exchanges: { key: string; value: Exchange }
}

export type Database = IDBPDatabase<Schema>

const NAME = 'refdrop'

/** Milliseconds until an unanswered open counts as refused. */
const OPEN_TIMEOUT = 3000

type Upgrade = IDBPTransaction<unknown, string[], 'versionchange'>

/**
 * From version 0 to 1, from 1 to 2 and so on. A published migration never changes, and does not
 * use the current schema.
 */
const MIGRATIONS: readonly ((upgrade: Upgrade) => Promise<void> | undefined)[] = [
  ({ db }) => {
    db.createObjectStore('uploads', { keyPath: 'key' })
    db.createObjectStore('bytes')
    db.createObjectStore('answers')
    return undefined
  },
  // The answers become the first entries of the history.
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
  // Finds the newest entries without reading all of them.
  async (upgrade) => {
    upgrade.objectStore('history').createIndex('newest', ['gateway', 'at'])
  },
]

/**
 * Opens the database of this origin. Closes it when a newer page needs another version.
 *
 * @param onClosed called at most once, when the database was closed unexpectedly
 * @throws when the browser refuses, does not respond in time, or has a newer version
 */
export async function openDatabase(onClosed: (loss: StorageLoss) => void): Promise<Database> {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isBlocked = false
  const opening: Promise<Database> = openDB<Schema>(siteName(NAME), MIGRATIONS.length, {
    async upgrade(_database, from, _to, transaction) {
      // The browser has responded, and migrating a large history may take long.
      clearTimeout(timer)
      const upgrade = transaction as unknown as Upgrade
      try {
        for (const migrate of MIGRATIONS.slice(from)) await migrate(upgrade)
      } catch {
        // Undoes all migrations and fails the open.
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
      // Close a late connection, so that it does not block other pages.
      opening.then((late) => late.close()).catch(() => {})
    }, OPEN_TIMEOUT)
  })
  return Promise.race([opening, refusal]).finally(() => clearTimeout(timer))
}
