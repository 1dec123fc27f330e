import { useSyncExternalStore } from 'react'
import type { GatewayId } from '../../../core/api/gateways.ts'
import type { AccountFilesPorts } from './files-ports.ts'

/** Whether the gateway can list the files of the account in use. */
export function useListsFiles(
  accountFiles: AccountFilesPorts | undefined,
  gateway: GatewayId,
): boolean {
  return useSyncExternalStore(
    accountFiles?.subscribe ?? subscribeToNothing,
    () => accountFiles?.accountAt(gateway) !== undefined,
  )
}

const subscribeToNothing = () => () => {}
