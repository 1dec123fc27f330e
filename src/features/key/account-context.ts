import type { ReactNode } from 'react'
import type { ApiVersion } from '../../core/api/api-version.ts'
import type { GatewayId } from '../../core/api/gateways.ts'
import type { Hold } from '../../core/queue/holds.ts'
import type { Keyring } from '../../storage/keyring.ts'
import type { VersionChoice } from '../../storage/preferences.ts'
import { createRequiredContext } from '../../ui/required-context.ts'

/** What the account needs from the page. */
export interface AccountPorts {
  keyring: Keyring
  /** The gateway in use. */
  gateway: GatewayId
  setGateway(gateway: GatewayId): void
  /** False when this server has no sandbox. The page must not offer it then. */
  hasSandbox: boolean
  /** The API version of the gateway. Undefined while its key is checked. */
  version: ApiVersion | undefined
  /** The version that a person chose for it. */
  versionChoice: VersionChoice
  /** The API version detected with the key in use. Undefined while unknown. */
  foundVersion: ApiVersion | undefined
  chooseVersion(choice: VersionChoice): void
  /** Asks the gateway for its version again, unless it is known. */
  askVersionAgain(): void
  /** Whether a gateway that stores the names of files gets them. */
  sendsNames: boolean
  setSendsNames(sendsNames: boolean): void
  /** Number of files that wait for a key of varg.ai. */
  waiting: number
  /** What holds the gateway in use. */
  hold: Hold | undefined
  /** Continues held uploads after a new key or a higher balance. */
  resume(): void
  /** Switches to the sandbox and sends waiting files there. */
  sendToSandbox(): void
  /** Whether the page itself has the key field. The account popover then has none. */
  isKeyOnPage: boolean
  /** The account popover. Opens by itself when files need a key. */
  isOpen: boolean
  /** Whether the popover may take the focus when it opens. */
  takesFocus: boolean
  /** Whether the page may move the focus now: right after a person's own drop, choice or key. */
  mayTakeFocus(): boolean
  /** @param isOwnWish false when the page opens it by itself. It then never interrupts a person */
  setOpen(isOpen: boolean, isOwnWish?: boolean): void
  /** What the sandbox stores, and a button that empties it. Shown in the account of the sandbox. */
  sandboxStorage: ReactNode
}

export const [AccountContext, useAccount] = createRequiredContext<AccountPorts>('AccountContext')
