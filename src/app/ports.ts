import type { IntakeDesk } from '../core/intake-desk.ts'
import type { Queue } from '../core/queue.ts'
import type { UploadsStore } from '../core/uploads-store.ts'
import type { Keyring } from '../storage/keyring.ts'
import type { Preferences } from '../storage/preferences.ts'

/** What main.tsx makes and the tree lives on. */
export interface Ports {
  store: UploadsStore
  queue: Queue
  keyring: Keyring
  preferences: Preferences
  desk: IntakeDesk
}
