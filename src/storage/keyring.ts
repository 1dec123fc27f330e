import { VARG_API } from '../core/api/gateways.ts'
import { looksLikeKey } from '../core/api/key.ts'
import { createValue, type ReadonlyValue } from '../core/state/value.ts'
import type { TextStorage } from './text-storage.ts'

export type Keyring = ReturnType<typeof createKeyring>

const PREFIX = 'refdrop.key.'

/** Where a key is kept that an earlier version saved without saying for which upstream. */
const EARLIER = 'varg'

const nameOf = (owner: string) => PREFIX + (owner === VARG_API ? EARLIER : owner)

/**
 * The API keys, one for each owner: the sandbox, or an upstream by its base URL. Each is kept for
 * this tab, or on this device where the person asked for that. The one place that holds a key, so
 * the one place to take it back from.
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
    /** Rises with every change, by whichever tab: names what was asked with a key without naming the key. */
    revision: revision as ReadonlyValue<number>,

    /** The saved key; what no longer looks like one counts as none. */
    get,

    /** Replaces the key of this owner. `remember` keeps it on this device beyond the tab. */
    save,

    /** Whose keys are kept. */
    owners(): string[] {
      const names = [...tab.names(), ...device.names()].filter((name) => name.startsWith(PREFIX))
      const owners = names.map((name) => name.slice(PREFIX.length))
      return owners.map((owner) => (owner === EARLIER ? VARG_API : owner))
    },

    /** Whether the key is kept on this device beyond the tab. */
    isRemembered: (owner: string) => tab.get(nameOf(owner)) === undefined,

    forget(owner: string): void {
      tab.remove(nameOf(owner))
      device.remove(nameOf(owner))
      notify()
    },
  }
}
