import type { GatewayId } from '../core/api/gateways.ts'
import { createValue, type Value } from '../core/state/value.ts'
import type { TextStorage } from './text-storage.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** Choices for the maximum number of concurrent sends. */
export const SENDS = [1, 2, 3, 4, 5, 6] as const
const DEFAULT_SENDS = 3

function readSends(text: string | undefined): number {
  return SENDS.find((amount) => String(amount) === text) ?? DEFAULT_SENDS
}

export type Preferences = ReturnType<typeof createPreferences>

/**
 * Settings of the page, stored on this device. They are read once, so a change in another tab does
 * not affect this one.
 */
export function createPreferences(device: TextStorage) {
  function persist<T>(name: string, initial: T, toText: (value: T) => string): Value<T> {
    const value = createValue(initial)
    return {
      ...value,
      set(next) {
        device.set(name, toText(next))
        value.set(next)
      },
    }
  }

  return {
    theme: persist<Theme>(
      'refdrop.theme',
      THEMES.find((known) => known === device.get('refdrop.theme')) ?? 'system',
      String,
    ),
    gateway: persist<GatewayId>(
      'refdrop.gateway',
      device.get('refdrop.gateway') === 'sandbox' ? 'sandbox' : 'varg',
      String,
    ),
    sends: persist('refdrop.sends', readSends(device.get('refdrop.sends')), String),
    /** Whether every upload is fetched back and compared. */
    verifies: persist('refdrop.verifies', device.get('refdrop.verifies') === 'yes', (verifies) =>
      verifies ? 'yes' : 'no',
    ),
  }
}
