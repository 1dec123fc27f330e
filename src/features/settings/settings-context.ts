import type { Preferences } from '../../storage/preferences.ts'
import { createRequiredContext } from '../../ui/required-context.ts'
import type { TransferPorts } from './transfer-ports.ts'

/** What the settings need from the page. */
export interface SettingsPorts {
  preferences: Preferences
  /** Undefined until the history can be read. */
  transfer: TransferPorts | undefined
}

export const [SettingsContext, useSettings] =
  createRequiredContext<SettingsPorts>('SettingsContext')
