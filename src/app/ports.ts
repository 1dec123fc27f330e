import type { Access } from '../core/api/credential.ts'
import type { GatewayId } from '../core/api/gateways.ts'
import type { IntakeQueue } from '../core/intake/intake-queue.ts'
import type { ReadonlyValue } from '../core/state/value.ts'
import type { InspectorPorts } from '../features/inspector/inspector-context.ts'
import type { CallPort } from '../features/request/request-context.ts'
import type { TransferPorts } from '../features/settings/transfer-ports.ts'
import type { FilesPorts, MemoryPorts } from '../features/uploads/list/files-ports.ts'
import type { Keyring } from '../storage/keyring.ts'
import type { Frame } from '../storage/last-frame.ts'
import type { Preferences } from '../storage/preferences.ts'
import type { ApiVersions } from './api-versions.ts'
import type { KeepImported, TakeJob } from './gateway-files.ts'
import type { Notices } from './notices.ts'

/** What lives in the storage of this browser. */
export type Memory = MemoryPorts & {
  transfer: TransferPorts
  inspector: InspectorPorts
  takeJob: TakeJob
  keepImported: KeepImported
}

/** The services of the page. `main.tsx` creates them. */
export interface Ports {
  files: Omit<FilesPorts, 'request' | keyof MemoryPorts>
  /** Resolves when the storage of this browser is open. */
  openMemory(): Promise<Memory>
  intakeQueue: IntakeQueue
  keyring: Keyring
  /** Asks our server again for its settings and opens the gateways with their accounts. */
  renewAccounts(): Promise<void>
  /** Asks a gateway again if it did not show its version. */
  askVersionAgain(gateway: GatewayId): void
  /** How a gateway is called. Undefined while it has no key, or the key is checked. */
  accessOf(gateway: GatewayId): Access | undefined
  preferences: Preferences
  /** The version in which each gateway is called. Undefined while its key is checked. */
  apiVersions: ApiVersions
  /** The version found for each gateway with the key in use. Undefined while it is unknown. */
  foundVersions: ApiVersions
  call: CallPort
  notices: Notices
  /** The layout of the page before this one. */
  lastFrame: Frame
  keepFrame(frame: Frame): void
  /** Resolves when the earlier list is restored or the wait for it is over. */
  whenResumed(): Promise<true>
  /** Whether an earlier page left a request, or an import brought one. */
  hasDraft: ReadonlyValue<boolean>
  /** Whether custom send options were active before this tab was reloaded. */
  sendsCustom: boolean
}
