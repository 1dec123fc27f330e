import { siteName } from './site-name.ts'

/** Small texts by name. When the browser refuses to store, they live as long as the page. */
export interface TextStorage {
  get(name: string): string | undefined
  /** @returns false when the browser has no room for it */
  set(name: string, text: string): boolean
  remove(name: string): void
  names(): string[]
  /** Calls back when another tab changes a text. There is no way to unsubscribe. */
  subscribe(listener: () => void): void
}

/** Texts that stay on this device until they are removed. */
export function openDeviceStorage(): TextStorage {
  return createTextStorage(() => localStorage, siteName(''))
}

export function openTabStorage(): TextStorage {
  return createTextStorage(() => sessionStorage, siteName(''))
}

/**
 * @param open returns the browser's storage, and may throw when cookies are blocked
 * @param prefix of all names in the browser's storage
 */
export function createTextStorage(open: () => Storage, prefix = ''): TextStorage {
  const memory = new Map<string, string>()
  const storage = attempt(open)

  const storedNames = () =>
    (attempt(() => Object.keys(storage ?? {})) ?? [])
      .filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length))

  return {
    get: (name) => memory.get(name) ?? attempt(() => storage?.getItem(prefix + name)) ?? undefined,
    set(name, text) {
      memory.set(name, text)
      const stored = attempt(() => {
        storage?.setItem(prefix + name, text)
        return storage !== undefined
      })
      if (stored) memory.delete(name)
      return stored !== undefined
    },
    remove(name) {
      memory.delete(name)
      attempt(() => storage?.removeItem(prefix + name))
    },
    names: () => [...new Set([...memory.keys(), ...storedNames()])],
    subscribe(listener) {
      addEventListener('storage', listener)
    },
  }
}

/** Undefined when the browser refuses, which may happen at each call. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
