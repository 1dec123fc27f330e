import { openDatabase } from './database.ts'
import { createDatabaseExchanges } from './database-exchanges.ts'
import { createDatabaseHistory } from './database-history.ts'
import { createDatabaseRecords } from './database-records.ts'
import type { ExchangeRecords } from './exchange-records.ts'
import type { HistoryRecords } from './history-records.ts'
import { createMemoryRecords } from './memory-records.ts'
import type { SessionRecords } from './session-records.ts'
import { lossOf, nameOf, type StorageLoss } from './storage-loss.ts'

/**
 * What outlives the page. Only a full disk ever rejects, at `keepBytes` and changes of the history: where the browser stops storing,
 * whatever this page kept lives on in memory, and reading finds that and nothing else.
 */
export interface SessionStore extends SessionRecords, HistoryRecords, ExchangeRecords {
  /** False where nothing outlives the page. */
  durable(): boolean
  /**
   * Calls back once when the browser stops storing: from then on memory only. Calls back
   * soon if it already has, or never did. A full disk at {@link keepBytes} is no such case.
   */
  onLost(listener: (loss: StorageLoss) => void): void
  /** Bytes that may still be stored, by the browser's own estimate, less a margin. None in memory. */
  room(): Promise<number>
}

type Records = SessionRecords & HistoryRecords & ExchangeRecords

/** Never rejects: where the browser refuses to store, everything lives as long as the page. */
export async function openSessionStore(): Promise<SessionStore> {
  const memory = createMemoryRecords()
  const listeners: ((loss: StorageLoss) => void)[] = []
  let lost: StorageLoss | undefined

  function lose(loss: StorageLoss): void {
    if (lost !== undefined) return
    lost = loss
    for (const listener of listeners) listener(loss)
  }

  const loseBy = (caught: unknown) => lose(lossOf(caught, false))

  const stored = await openDatabase(lose)
    .then((database) => ({
      ...createDatabaseRecords(database),
      ...createDatabaseHistory(database),
      ...createDatabaseExchanges(database),
    }))
    .catch((caught: unknown) => lose(lossOf(caught, true)))

  /** Turns to the database for as long as it answers. A full disk is for the caller to tell of. */
  async function use<T>(ask: (records: Records) => Promise<T>): Promise<T> {
    if (stored && lost === undefined) {
      try {
        return await ask(stored)
      } catch (caught) {
        if (nameOf(caught) === 'QuotaExceededError') throw caught
        loseBy(caught)
      }
    }
    return ask(memory)
  }

  /** Memory keeps what this page wrote, for the day when the database is gone. */
  async function write(act: (records: Records) => Promise<void>): Promise<void> {
    await act(memory)
    if (stored && lost === undefined) {
      await act(stored).catch(loseBy)
    }
  }

  return {
    durable: () => lost === undefined,
    onLost(listener) {
      listeners.push(listener)
      const loss = lost
      if (loss !== undefined) queueMicrotask(() => listener(loss))
    },
    room: async () => (lost === undefined ? estimateRoom() : 0),

    uploads: () => use((records) => records.uploads()),
    entryKeys: () => use((records) => records.entryKeys()),
    entry: (key) => use((records) => records.entry(key)),
    bytes: (key) => use((records) => records.bytes(key)),
    bytesKeys: () => use((records) => records.bytesKeys()),

    keep: (uploads) => write((records) => records.keep(uploads)),
    forget: (keys) => write((records) => records.forget(keys)),
    async finish(done) {
      // Memory would grow with every entry, of which each saves one send should the database go.
      const listed = done.map(({ upload }) => ({ upload }))
      await write((records) => records.finish(records === memory ? listed : done))
      if (lost !== undefined) await memory.finish(done)
    },
    forgetEntries: (keys) => write((records) => records.forgetEntries(keys)),
    forgetBytes: (keys) => write((records) => records.forgetBytes(keys)),

    async keepBytes(files) {
      if (!stored || lost !== undefined) return memory.keepBytes(files)
      try {
        const kept = new Set(await stored.keepBytes(files))
        return await memory.keepBytes(files.filter(({ key }) => kept.has(key)))
      } catch (caught) {
        if (nameOf(caught) === 'QuotaExceededError') throw caught
        loseBy(caught)
        return memory.keepBytes(files)
      }
    },

    history: () => use((records) => records.history()),
    newest: (gateway, most) => use((records) => records.newest(gateway, most)),
    changeEntries: (keys, change, pictures) =>
      use((records) => records.changeEntries(keys, change, pictures)),
    async putEntries(entries, pictures, join, watch) {
      const isPut = await use((records) =>
        records.putEntries(entries, pictures, join, watch).then(
          () => true,
          (caught: unknown) => {
            // Broken off as asked: the database is as well as before.
            if (watch?.signal.aborted) return false
            throw caught
          },
        ),
      )
      if (!isPut) watch?.signal.throwIfAborted()
    },
    thumbnail: (hash) => use((records) => records.thumbnail(hash)),
    thumbnails: () => use((records) => records.thumbnails()),
    thumbnailHashes: () => use((records) => records.thumbnailHashes()),

    // On a full disk there is none: what was uploaded matters more than how.
    keepExchanges: (exchanges) =>
      use((records) => records.keepExchanges(exchanges)).catch(() => {}),
    exchanges: (key) => use((records) => records.exchanges(key)),
    cleanupExchanges: (isKnown, since) =>
      use((records) => records.cleanupExchanges(isKnown, since)).catch(() => {}),
  }
}

/** At most so many bytes are left to records, other tabs and a late estimate. */
const MARGIN = 256 * 1024 * 1024

/** Where the browser estimates nothing, a full disk is noticed at writing. */
async function estimateRoom(): Promise<number> {
  try {
    const { quota = Number.POSITIVE_INFINITY, usage = 0 } = await navigator.storage.estimate()
    return Math.max(0, quota - usage - Math.min(MARGIN, quota / 10))
  } catch {
    return Number.POSITIVE_INFINITY
  }
}
