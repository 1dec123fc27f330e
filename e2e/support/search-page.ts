interface Search {
  known: readonly string[]
  /** The pattern of the names of storage entries that may hold keys. */
  keyring: string
  /** Public keys. */
  ignored: readonly string[]
}

interface Result {
  /** Leaks, each as the place and the text around the key. */
  places: string[]
  /** The keys in the keyring. */
  saved: string[]
}

/**
 * Runs in a page. Searches for whole keys in what the page shows and what its origin stores.
 * A key in a password field counts only when it is saved, because saving must empty the field.
 */
export async function searchPage({ known, keyring, ignored }: Search): Promise<Result> {
  /** Maximum bytes of a value to search. Larger values are files of the story. */
  const SMALL = 65_536
  const places: string[] = []
  const blobs: [place: string, blob: Blob][] = []

  const storages = [attempt(() => localStorage), attempt(() => sessionStorage)]
  const entries = storages.flatMap((storage) => Object.entries(storage ?? {}))
  const kept = entries.filter(([name]) => new RegExp(keyring).test(name)).map(([, text]) => text)
  const saved = kept.filter((key) => key !== '' && !ignored.includes(key))
  const keys = [...new Set([...known, ...saved])]

  for (const [name, text] of entries) {
    check('storage', name)
    if (!new RegExp(keyring).test(name)) check(`storage (${name})`, text)
  }

  let html = document.documentElement.outerHTML
  for (const field of document.querySelectorAll('input, textarea')) {
    const { value, type } = field as HTMLInputElement | HTMLTextAreaElement
    const isTyped = type === 'password' && !saved.includes(value)
    if (isTyped) html = html.replace(field.outerHTML, '')
    else check('DOM (a field)', value)
  }
  check('DOM', html)
  // Highlighting splits a word into several elements, so the text is searched, too.
  check('DOM (its text)', document.documentElement.textContent)
  check('URL', location.href)
  check('window name', window.name)
  checkAll('history state', history.state)
  await searchDatabases().catch(() => {})
  await searchCaches().catch(() => {})
  for (const [place, blob] of blobs) {
    // The file on disk can be missing.
    const text = await blob.text().catch(() => '')
    check(place, text)
  }
  return { places, saved }

  function check(place: string, text: string): void {
    for (const key of keys) {
      const at = text.indexOf(key)
      if (at >= 0) places.push(`${place}: ${text.slice(Math.max(0, at - 80), at + 80)}`)
    }
  }

  /** Checks a value and everything in it, except Blobs, which are read later. */
  function checkAll(place: string, value: unknown): void {
    if (typeof value === 'string') check(place, value)
    else if (value instanceof Blob) {
      check(place, value instanceof File ? `${value.name} ${value.type}` : value.type)
      if (value.size <= SMALL) blobs.push([place, value])
    } else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      if (value.byteLength <= SMALL) check(place, new TextDecoder('latin1').decode(value))
    } else if (value instanceof Map || value instanceof Set || Array.isArray(value)) {
      for (const one of value) checkAll(place, one)
    } else if (typeof value === 'object' && value !== null) {
      for (const pair of Object.entries(value)) checkAll(place, pair)
    }
  }

  async function searchDatabases(): Promise<void> {
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await resultOf(indexedDB.open(name))
      try {
        for (const storeName of database.objectStoreNames) {
          const store = database.transaction(storeName).objectStore(storeName)
          const both = Promise.all([resultOf(store.getAllKeys()), resultOf(store.getAll())])
          checkAll(`IndexedDB (${name} ${storeName})`, await both)
        }
      } finally {
        database.close()
      }
    }
  }

  async function searchCaches(): Promise<void> {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const response = await cache.match(request)
        const parts = [request.url, ...request.headers, ...(response?.headers ?? [])]
        checkAll(`cache (${name})`, [...parts, await response?.blob()])
      }
    }
  }

  function resultOf<T>(request: IDBRequest<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  }

  /** @returns undefined when the browser denies access */
  function attempt<T>(work: () => T): T | undefined {
    try {
      return work()
    } catch {
      return undefined
    }
  }
}
