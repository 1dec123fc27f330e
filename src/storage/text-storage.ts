/** Small texts by name. Where the browser refuses to store, they live as long as the page. */
export interface TextStorage {
  get(name: string): string | undefined
  set(name: string, text: string): void
  remove(name: string): void
  names(): string[]
  /** Calls back for as long as the page lives when another tab changed something. */
  subscribe(listener: () => void): void
}

/** Kept on this device until it is removed. */
export function openDeviceStorage(): TextStorage {
  return createTextStorage(() => localStorage)
}

/** Kept for as long as the tab is open. */
export function openTabStorage(): TextStorage {
  return createTextStorage(() => sessionStorage)
}

/** @param open gives the browser's storage; may throw, as it does where cookies are blocked */
export function createTextStorage(open: () => Storage): TextStorage {
  const memory = new Map<string, string>()
  const storage = attempt(open)

  return {
    get: (name) => memory.get(name) ?? attempt(() => storage?.getItem(name)) ?? undefined,
    set(name, text) {
      memory.set(name, text)
      const stored = attempt(() => {
        storage?.setItem(name, text)
        return storage !== undefined
      })
      if (stored) memory.delete(name)
    },
    remove(name) {
      memory.delete(name)
      attempt(() => storage?.removeItem(name))
    },
    names: () => [...memory.keys(), ...(attempt(() => Object.keys(storage ?? {})) ?? [])],
    subscribe(listener) {
      addEventListener('storage', listener)
    },
  }
}

/** Undefined where the browser refuses, as it may at any call. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
