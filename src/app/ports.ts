import type { IntakeQueue } from '../core/intake/intake-queue.ts'
import type { InspectorPorts } from '../features/inspector/inspector-context.ts'
import type { TransferPorts } from '../features/settings/transfer-ports.ts'
import type { FilesPorts, MemoryPorts } from '../features/uploads/list/files-ports.ts'
import type { Keyring } from '../storage/keyring.ts'
import type { Frame } from '../storage/last-frame.ts'
import type { Preferences } from '../storage/preferences.ts'
import type { Notices } from './notices.ts'

/** What main.tsx makes and the tree lives on. */
export interface Ports {
  files: Omit<FilesPorts, 'request' | keyof MemoryPorts>
  /** What this browser remembers, once that is open. */
  openMemory(): Promise<MemoryPorts & { transfer: TransferPorts; inspector: InspectorPorts }>
  desk: IntakeQueue
  keyring: Keyring
  /** Asks our server again what it offers, and opens the gateways with those accounts. */
  renewAccounts(): Promise<void>
  preferences: Preferences
  notices: Notices
  /** What the page before this one had to show. */
  lastFrame: Frame
  keepFrame(frame: Frame): void
  /** Settles when the list of an earlier page is there, or is not waited for any more. */
  whenResumed(): Promise<true>
  /** Whether a request was begun in an earlier visit. */
  hasDraft: boolean
  /** Whether this tab sent files differently before it was loaded again. */
  isTesting: boolean
}
