import type { IntakeDesk } from '../core/intake-desk.ts'
import type { FilesPorts } from '../features/files/files-ports.ts'
import type { Keyring } from '../storage/keyring.ts'
import type { Preferences } from '../storage/preferences.ts'
import type { Trouble } from './trouble.ts'

/** What main.tsx makes and the tree lives on. */
export interface Ports {
  files: FilesPorts
  desk: IntakeDesk
  keyring: Keyring
  preferences: Preferences
  trouble: Trouble
}
