import { useSyncExternalStore } from 'react'

/** Renders the component again when the value changes. */
export function useValue<T>(value: {
  get: () => T
  subscribe: (listener: () => void) => () => void
}): T {
  return useSyncExternalStore(value.subscribe, value.get)
}
