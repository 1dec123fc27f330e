import type { GatewayId } from '../core/gateways.ts'
import { looksLikeKey } from '../core/key.ts'
import type { TextStorage } from './text-storage.ts'

export type Keyring = ReturnType<typeof createKeyring>

const nameOf = (gateway: GatewayId) => `refdrop.key.${gateway}`

/**
 * The API keys, one a gateway: for this tab, or on this device where the person asked
 * for that. The one place that holds a key, so the one place to take it back from.
 */
export function createKeyring(tab: TextStorage, device: TextStorage) {
  const listeners = new Set<() => void>()
  let revision = 0

  function notify(): void {
    revision += 1
    for (const listener of listeners) listener()
  }

  device.subscribe(notify)

  return {
    /** Rises with every change, by whichever tab: names what was asked with a key without naming the key. */
    revision: () => revision,

    /** The saved key; what no longer looks like one counts as none. */
    get(gateway: GatewayId): string | undefined {
      const key = tab.get(nameOf(gateway)) ?? device.get(nameOf(gateway))
      return key !== undefined && looksLikeKey(key) ? key : undefined
    },

    /** Replaces the key of this gateway. `remember` keeps it on this device beyond the tab. */
    save(gateway: GatewayId, key: string, remember: boolean): void {
      tab.remove(nameOf(gateway))
      device.remove(nameOf(gateway))
      const place = remember ? device : tab
      place.set(nameOf(gateway), key)
      notify()
    },

    forget(gateway: GatewayId): void {
      tab.remove(nameOf(gateway))
      device.remove(nameOf(gateway))
      notify()
    },

    /** Also tells of keys that another tab saved or forgot. */
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
