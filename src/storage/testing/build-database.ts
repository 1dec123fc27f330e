/** A database as JSON. Files are base64, other values are as stored. */
interface DatabaseDump {
  name: string
  version: number
  stores: readonly StoreDump[]
}

interface StoreDump {
  name: string
  keyPath: string | null
  indexes: readonly { name: string; keyPath: string[] }[]
  entries: readonly { key: string; value: unknown }[]
}

interface FileDump {
  file: { name: string; type: string; lastModified: number; base64: string }
}

/** Replaces a database by the dumped one, without code of ours that opens databases. */
export async function buildDatabase({ name, version, stores }: DatabaseDump): Promise<void> {
  await done(indexedDB.deleteDatabase(name))
  const request = indexedDB.open(name, version)
  request.onupgradeneeded = () => {
    for (const { name, keyPath, indexes } of stores) {
      const store = request.result.createObjectStore(name, { keyPath })
      for (const index of indexes) store.createIndex(index.name, index.keyPath)
    }
  }
  const database = await done(request)
  for (const { name, keyPath, entries } of stores) {
    const store = database.transaction(name, 'readwrite').objectStore(name)
    const puts = entries.map(({ key, value }) =>
      done(store.put(isFile(value) ? fileOf(value) : value, keyPath === null ? key : undefined)),
    )
    await Promise.all(puts)
  }
  database.close()
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function isFile(value: unknown): value is FileDump {
  return typeof value === 'object' && value !== null && 'file' in value
}

function fileOf({ file: { name, type, lastModified, base64 } }: FileDump): File {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  return new File([bytes], name, { type, lastModified })
}
