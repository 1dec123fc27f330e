import { createContext, type ReactNode, use } from 'react'
import type { GatewayId } from '../../core/api/gateways.ts'
import type { Hold } from '../../core/queue/holds.ts'
import type { Keyring } from '../../storage/keyring.ts'

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
  /** The account popover. Opens by itself when files need a key. */
  isOpen: boolean
  setOpen(isOpen: boolean): void
  /** What the sandbox stores, and a button that empties it. Shown in the account of the sandbox. */
  sandboxStorage: ReactNode
}

export const AccountContext = createContext<AccountPorts | undefined>(undefined)

/** The ports of the account. Only for components below {@link AccountContext}. */
export function useAccount(): AccountPorts {
  const ports = use(AccountContext)
  if (!ports) throw new Error('No AccountContext')
  return ports
}
