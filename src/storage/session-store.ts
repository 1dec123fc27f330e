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
 * Storage that outlives the page. When the browser stops storing, falls back to memory with the
 * records of this page. Only `keepBytes` and changes of the history reject, when the disk is full.
 */
export interface SessionStore extends SessionRecords, HistoryRecords, ExchangeRecords {
  /** False when nothing outlives the page. */
  durable(): boolean
  /**
   * Calls back once when the browser stops storing, or soon when it already has. A full disk at
   * {@link keepBytes} does not count.
   */
  onLost(listener: (loss: StorageLoss) => void): void
  /** Free bytes by the browser's estimate, less a margin. Zero in memory. */
  room(): Promise<number>
}

type Records = SessionRecords & HistoryRecords & ExchangeRecords

/** Never rejects. When the browser refuses to store, records live as long as the page. */
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

  /** Uses the database while it works, then memory. @throws when the disk is full */
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

  /** Writes to memory as well, in case the database fails later. */
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
    adopt: (uploads) => write((records) => records.adopt(uploads)),
    forget: (keys) => write((records) => records.forget(keys)),
    async finish(done) {
      if (stored && lost === undefined) await stored.finish(done).catch(loseBy)
      if (lost !== undefined) return memory.finish(done)
      // Keep entries out of memory, since it would grow with each.
      await memory.forget(done.map(({ upload }) => upload.key))
      await memory.finish(done.filter(({ entry }) => !entry))
    },
    forgetEntries: (keys) => write((records) => records.forgetEntries(keys)),
    forgetBytes: (keys) => write((records) => records.forgetBytes(keys)),

    async keepBytes(files) {
      const kept = new Set(await use((records) => records.keepBytes(files)))
      return memory.keepBytes(files.filter(({ key }) => kept.has(key)))
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
            // An abort is no failure of the database.
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

    // Exchanges are dropped when the disk is full, because uploads matter more.
    keepExchanges: (exchanges) =>
      use((records) => records.keepExchanges(exchanges)).catch(() => {}),
    exchanges: (key) => use((records) => records.exchanges(key)),
    cleanupExchanges: (isKnown, since) =>
      use((records) => records.cleanupExchanges(isKnown, since)).catch(() => {}),
  }
}

/** Maximum bytes to reserve for records, other tabs and an outdated estimate. */
const MARGIN = 256 * 1024 * 1024

/** Infinite without an estimate. A full disk is then detected by a failed write. */
async function estimateRoom(): Promise<number> {
  try {
    const { quota = Number.POSITIVE_INFINITY, usage = 0 } = await navigator.storage.estimate()
    return Math.max(0, quota - usage - Math.min(MARGIN, quota / 10))
  } catch {
    return Number.POSITIVE_INFINITY
  }
}
