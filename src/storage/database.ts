import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { StoredAnswer, StoredUpload } from '../core/stored.ts'

/** What is written. What is read may be anything: see session-schema.ts. */
export interface Schema extends DBSchema {
  uploads: { key: string; value: StoredUpload }
  /** By the key of their upload. The browser copies the bytes of a `File` it stores. */
  bytes: { key: string; value: File }
  /** By `contentKey()`. */
  answers: { key: string; value: StoredAnswer }
}

export type Database = IDBPDatabase<Schema>

const NAME = 'refdrop'

/** Milliseconds after which an open that says nothing counts as refused. */
const PATIENCE = 3000

/** From version 0 to 1, from 1 to 2 and so on. An entry that was published is never changed. */
const MIGRATIONS: readonly ((database: Database) => void)[] = [
  (database) => {
    database.createObjectStore('uploads', { keyPath: 'key' })
    database.createObjectStore('bytes')
    database.createObjectStore('answers')
  },
]

/**
 * Opens the database of this origin, and gives it up at once when a newer page needs
 * another version of it.
 *
 * @param onClosed called at most once, when the database was closed and nobody here asked for that
 * @throws where the browser refuses, does not answer in time, or has a newer version already
 */
export async function openDatabase(onClosed: (reason: string) => void): Promise<Database> {
  const opening: Promise<Database> = openDB<Schema>(NAME, MIGRATIONS.length, {
    upgrade(database, from) {
      for (const migrate of MIGRATIONS.slice(from)) migrate(database)
    },
    blocking(_from, _to, event) {
      const { target } = event
      if (target instanceof IDBDatabase) target.close()
      onClosed('a newer page or a cleanup of this one needs the database')
    },
    terminated: () => onClosed('the browser closed the database'),
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  const refusal = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new DOMException('The database did not open in time', 'TimeoutError'))
      // Open after all: whoever gave up must not stand in the way of other pages.
      opening.then((late) => late.close()).catch(() => {})
    }, PATIENCE)
  })
  return Promise.race([opening, refusal]).finally(() => clearTimeout(timer))
}
