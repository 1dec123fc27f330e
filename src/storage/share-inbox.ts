import { fitsInbox, type Share } from '../core/intake/share.ts'

/** A share that waits. Ids grow in the order of arrival. */
export interface WaitingShare extends Share {
  id: number
}

export type ShareInbox = ReturnType<typeof createShareInbox>

const SHARES = 'shares'

/**
 * Shares that wait until a person decides, in a database of their own. The service worker adds them,
 * and the page reads them. The browser keeps the bytes on disk.
 *
 * @param scope the address of the page without file and parameters. Pages below other paths of the
 * same origin have other inboxes
 */
export function createShareInbox(scope: string) {
  function open(): Promise<IDBDatabase> {
    const opening = indexedDB.open(`refdrop-shares ${scope}`)
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore(SHARES, { keyPath: 'id', autoIncrement: true })
    }
    return resultOf(opening)
  }

  /** Runs `work` in one transaction, and resolves with its result when that is on disk. */
  async function change<T>(work: (store: IDBObjectStore) => Promise<T>): Promise<T> {
    const database = await open()
    try {
      const transaction = database.transaction(SHARES, 'readwrite')
      const done = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve()
        transaction.onabort = () => reject(transaction.error)
      })
      const [result] = await Promise.all([work(transaction.objectStore(SHARES)), done])
      return result
    } finally {
      database.close()
    }
  }

  const readAll = (store: IDBObjectStore) => resultOf<WaitingShare[]>(store.getAll())

  return {
    /** @returns false when it does not fit beside those that wait */
    add: (share: Share): Promise<boolean> =>
      change(async (store) => {
        const fits = fitsInbox(await readAll(store), share)
        if (fits) store.add(share)
        return fits
      }),

    list: (): Promise<WaitingShare[]> => change(readAll),

    /** Removes shares, and returns those that another tab did not take before. */
    take: (ids: readonly number[]): Promise<WaitingShare[]> =>
      change(async (store) => {
        const taken = (await readAll(store)).filter(({ id }) => ids.includes(id))
        for (const { id } of taken) store.delete(id)
        return taken
      }),
  }
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
