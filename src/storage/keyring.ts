import { VARG_API } from '../core/api/gateways.ts'
import { looksLikeKey } from '../core/api/key.ts'
import { createValue, type ReadonlyValue } from '../core/state/value.ts'
import type { TextStorage } from './text-storage.ts'

export type Keyring = ReturnType<typeof createKeyring>

const PREFIX = 'refdrop.key.'

/** Owner of a key that an earlier version saved without its upstream. */
const EARLIER = 'varg'

const nameOf = (owner: string) => PREFIX + (owner === VARG_API ? EARLIER : owner)

/**
 * The API keys, one for each owner: the sandbox, or an upstream by its base URL. A key is stored
 * for this tab, or on this device when the person chose that. Only the keyring holds keys.
 */
export function createKeyring(tab: TextStorage, device: TextStorage) {
  const revision = createValue(0)
  const notify = () => revision.set(revision.get() + 1)

  function get(owner: string): string | undefined {
    const key = tab.get(nameOf(owner)) ?? device.get(nameOf(owner))
    return key !== undefined && looksLikeKey(key) ? key : undefined
  }

  function save(owner: string, key: string, remember: boolean): void {
    tab.remove(nameOf(owner))
    device.remove(nameOf(owner))
    const place = remember ? device : tab
    place.set(nameOf(owner), key)
    notify()
  }

  device.subscribe(notify)

  return {
    /** Counts the changes of all tabs. Use it in query keys instead of a key. */
    revision: revision as ReadonlyValue<number>,

    /** The saved key, unless it is malformed. */
    get,

    /** Replaces the key of an owner. `remember` stores it on this device. */
    save,

    owners(): string[] {
      const names = [...tab.names(), ...device.names()].filter((name) => name.startsWith(PREFIX))
      const owners = names.map((name) => name.slice(PREFIX.length))
      return owners.map((owner) => (owner === EARLIER ? VARG_API : owner))
    },

    /** Whether the key is stored on this device. */
    isRemembered: (owner: string) => tab.get(nameOf(owner)) === undefined,

    forget(owner: string): void {
      tab.remove(nameOf(owner))
      device.remove(nameOf(owner))
      notify()
    },
  }
}
