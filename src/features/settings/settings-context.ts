import { createContext, use } from 'react'
import type { Preferences } from '../../storage/preferences.ts'
import type { TransferPorts } from './transfer-ports.ts'

/** What the settings need from the page. */
export interface SettingsPorts {
  preferences: Preferences
  /** Undefined until the history can be read. */
  transfer: TransferPorts | undefined
}

export const SettingsContext = createContext<SettingsPorts | undefined>(undefined)

/** The ports of the settings. Only for components below {@link SettingsContext}. */
export function useSettings(): SettingsPorts {
  const ports = use(SettingsContext)
  if (!ports) throw new Error('No SettingsContext')
  return ports
}
