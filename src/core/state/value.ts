type Listener = () => void

/** A value that listeners can follow, for example through `useSyncExternalStore`. */
export interface Value<T> {
  get(): T
  /** Notifies the listeners, unless the value is the same by `Object.is`. */
  set(next: T): void
  /** @returns unsubscribes */
  subscribe(listener: Listener): () => void
}

/** A value that its owner alone changes. */
export type ReadonlyValue<T> = Pick<Value<T>, 'get' | 'subscribe'>

/** Every observable of the page is one of these. Listeners run synchronously, in no set order. */
export function createValue<T>(initial: T): Value<T> {
  const listeners = new Set<Listener>()
  let value = initial
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
