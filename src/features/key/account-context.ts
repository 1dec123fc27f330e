import type { ReactNode } from 'react'
import type { GatewayId } from '../../core/api/gateways.ts'
import type { Hold } from '../../core/queue/holds.ts'
import type { Keyring } from '../../storage/keyring.ts'
import { createRequiredContext } from '../../ui/required-context.ts'

/** What the account needs from the page. */
export interface AccountPorts {
  keyring: Keyring
  /** The gateway in use. */
  gateway: GatewayId
  setGateway(gateway: GatewayId): void
  /** Number of files that wait for a key of varg.ai. */
  waiting: number
  /** What holds the gateway in use. */
  hold: Hold | undefined
  /** Continues held uploads after a new key or a higher balance. */
  resume(): void
  /** Switches to the sandbox and sends waiting files there. */
  sendToSandbox(): void
  /** What the sandbox stores, and a button that empties it. Shown in the account of the sandbox. */
  sandboxStorage: ReactNode
}

export const [AccountContext, useAccount] = createRequiredContext<AccountPorts>('AccountContext')
