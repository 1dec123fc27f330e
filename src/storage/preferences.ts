import { API_VERSIONS, type ApiVersion } from '../core/api/api-version.ts'
import type { GatewayId } from '../core/api/gateways.ts'
import { createValue, type Value } from '../core/state/value.ts'
import type { TextStorage } from './text-storage.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** Choices for the maximum number of concurrent sends. */
export const SENDS = [1, 2, 3, 4, 5, 6] as const
const DEFAULT_SENDS = 3

/** `automatic`: the newest version that the gateway is known to support. */
export type VersionChoice = ApiVersion | 'automatic'

export type Preferences = ReturnType<typeof createPreferences>

/**
 * Settings of the page, stored on this device. They are read once, so a change in another tab does
 * not affect this one.
 */
export function createPreferences(device: TextStorage) {
  function persist<T>(
    name: string,
    fromText: (text: string | undefined) => T,
    toText: (value: T) => string = String,
  ): Value<T> {
    const value = createValue(fromText(device.get(name)))
    return {
      ...value,
      set(next) {
        device.set(name, toText(next))
        value.set(next)
      },
    }
  }

  function persistSwitch(name: string, isOnAtFirst = false): Value<boolean> {
    return persist<boolean>(
      name,
      (text) => (text === undefined ? isOnAtFirst : text === 'yes'),
      (isOn) => (isOn ? 'yes' : 'no'),
    )
  }

  function persistVersion(name: string): Value<VersionChoice> {
    return persist<VersionChoice>(
      name,
      (text) => API_VERSIONS.find((version) => String(version) === text) ?? 'automatic',
    )
  }

  return {
    theme: persist<Theme>(
      'refdrop.theme',
      (text) => THEMES.find((theme) => theme === text) ?? 'system',
    ),
    gateway: persist<GatewayId>('refdrop.gateway', (text) => (text === 'sandbox' ? text : 'varg')),
    sends: persist<number>(
      'refdrop.sends',
      (text) => SENDS.find((amount) => String(amount) === text) ?? DEFAULT_SENDS,
    ),
    /** Whether every upload is fetched back and compared. */
    verifies: persistSwitch('refdrop.verifies'),
    /** Whether the end of a batch in a hidden tab is a system notification. */
    notifies: persistSwitch('refdrop.notifies'),
    /** The version of each gateway's contract, or how it is found. */
    apiVersions: {
      varg: persistVersion('refdrop.api-version'),
      sandbox: persistVersion('refdrop.api-version.sandbox'),
    } satisfies Record<GatewayId, Value<VersionChoice>>,
    /** Whether version 2 of the gateway may store the names of files. */
    sendsNames: persistSwitch('refdrop.sends-names', true),
    /** How the list shows files. */
    view: persist<'list' | 'grid'>('refdrop.view', (text) => (text === 'grid' ? text : 'list')),
    /** Whether keys without a modifier are shortcuts (WCAG 2.1.4). */
    singleKeys: persistSwitch('refdrop.single-keys', true),
  }
}
