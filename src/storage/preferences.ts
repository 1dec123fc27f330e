import type { GatewayId } from '../core/gateways.ts'
import type { TextStorage } from './text-storage.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export type Preferences = ReturnType<typeof createPreferences>

/**
 * What a person chose about the page, kept on this device for the next visit. Read once:
 * another tab may choose otherwise without changing this one under the person's hands.
 */
export function createPreferences(device: TextStorage) {
  const listeners = new Set<() => void>()
  let theme: Theme = THEMES.find((known) => known === device.get('refdrop.theme')) ?? 'system'
  let gateway: GatewayId = device.get('refdrop.gateway') === 'sandbox' ? 'sandbox' : 'varg'

  function keep(name: string, value: string): void {
    device.set(name, value)
    for (const listener of listeners) listener()
  }

  return {
    theme: () => theme,
    gateway: () => gateway,
    setTheme(next: Theme): void {
      theme = next
      keep('refdrop.theme', next)
    },
    setGateway(next: GatewayId): void {
      gateway = next
      keep('refdrop.gateway', next)
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
