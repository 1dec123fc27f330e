import type { IntakeDesk } from '../core/intake-desk.ts'
import type { BenchPorts } from '../features/bench/bench-ports.ts'
import type { FilesPorts, MemoryPorts } from '../features/files/files-ports.ts'
import type { TransferPorts } from '../features/settings/transfer-ports.ts'
import type { Keyring } from '../storage/keyring.ts'
import type { Preferences } from '../storage/preferences.ts'
import type { Trouble } from './trouble.ts'

/** What main.tsx makes and the tree lives on. */
export interface Ports {
  files: Omit<FilesPorts, 'request' | keyof MemoryPorts>
  /** What this browser remembers, once that is open. */
  openMemory(): Promise<MemoryPorts & { transfer: TransferPorts; bench: BenchPorts }>
  desk: IntakeDesk
  keyring: Keyring
  preferences: Preferences
  trouble: Trouble
  /** Whether a request was begun in an earlier visit. */
  hasDraft: boolean
  /** Whether this tab sent files differently before it was loaded again. */
  isTesting: boolean
}
