import { createHash } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { HistoryEntry } from '../../src/core/history/history.ts'

/**
 * Adds entries to the history of a page, as an earlier session would store them.
 *
 * @returns all entries of the history
 */
export async function historyOf(
  page: Page,
  added: readonly HistoryEntry[] = [],
): Promise<HistoryEntry[]> {
  // Text is faster. Playwright takes seconds to serialize thousands of entries.
  return JSON.parse(await page.evaluate(addToHistory, JSON.stringify(added)))
}

async function addToHistory(added: string): Promise<string> {
  const entries: HistoryEntry[] = JSON.parse(added)
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('refdrop')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  try {
    return await new Promise<string>((resolve, reject) => {
      const writing = database.transaction('history', 'readwrite')
      const store = writing.objectStore('history')
      for (const entry of entries) {
        store.put(entry, `${entry.gateway} ${entry.account} ${entry.hash}`)
      }
      const all = store.getAll()
      writing.oncomplete = () => resolve(JSON.stringify(all.result))
      writing.onabort = () => reject(writing.error)
    })
  } finally {
    database.close()
  }
}

/** @returns the number of records in a store: `bytes` of files, or calls in `exchanges` */
export function countStored(page: Page, store: 'bytes' | 'exchanges'): Promise<number> {
  return page.evaluate(async (name) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('refdrop')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    try {
      return await new Promise<number>((resolve) => {
        const request = database.transaction(name).objectStore(name).count()
        request.onsuccess = () => resolve(request.result)
      })
    } finally {
      database.close()
    }
  }, store)
}

/** Makes an entry of the same gateway and key. Each path has other content. */
export function entryLike(
  { gateway, account, result, at }: HistoryEntry,
  path: string,
  { mediaType = result.mediaType, size = result.size, ...change }: EntryChange = {},
): HistoryEntry {
  const digits = createHash('sha256').update(path).digest('hex')
  const hash = `sha256:${digits}` as const
  const url = result.url.replace(/[0-9a-f]{64}/, digits)
  return {
    ...{ gateway, account, hash, paths: [path], label: '', at },
    result: { ...result, fileId: `file_${digits.slice(0, 12)}`, url, hash, mediaType, size },
    ...change,
  }
}

interface EntryChange extends Partial<Pick<HistoryEntry, 'label' | 'at' | 'gateway' | 'account'>> {
  mediaType?: string
  /** Bytes. */
  size?: number
}
