import type { GatewayId } from '../core/api/gateways.ts'
import type { TextStorage } from './text-storage.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** How many files may be sent at a time. */
export const SENDS = [1, 2, 3, 4, 5, 6] as const
const USUAL_SENDS = 3

function readSends(text: string | undefined): number {
  return SENDS.find((amount) => String(amount) === text) ?? USUAL_SENDS
}

export type Preferences = ReturnType<typeof createPreferences>

/**
 * What a person chose about the page, kept on this device for the next visit. Read once:
 * another tab may choose otherwise without changing this one under the person's hands.
 */
export function createPreferences(device: TextStorage) {
  const listeners = new Set<() => void>()
  let theme: Theme = THEMES.find((known) => known === device.get('refdrop.theme')) ?? 'system'
  let gateway: GatewayId = device.get('refdrop.gateway') === 'sandbox' ? 'sandbox' : 'varg'

  let sends = readSends(device.get('refdrop.sends'))
  let verifies = device.get('refdrop.verifies') === 'yes'

  function keep(name: string, value: string): void {
    device.set(name, value)
    for (const listener of listeners) listener()
  }

  return {
    theme: () => theme,
    gateway: () => gateway,
    /** How many files are sent at a time. */
    sends: () => sends,
    /** Whether every upload is fetched back and compared. */
    verifies: () => verifies,
    setTheme(next: Theme): void {
      theme = next
      keep('refdrop.theme', next)
    },
    setGateway(next: GatewayId): void {
      gateway = next
      keep('refdrop.gateway', next)
    },
    setSends(next: number): void {
      sends = next
      keep('refdrop.sends', String(next))
    },
    setVerifies(next: boolean): void {
      verifies = next
      keep('refdrop.verifies', next ? 'yes' : 'no')
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
