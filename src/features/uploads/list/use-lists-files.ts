import { useSyncExternalStore } from 'react'
import type { GatewayId } from '../../../core/api/gateways.ts'
import type { AccountFilesPorts } from './files-ports.ts'

/** Whether the gateway can list the files of the account in use. */
export function useListsFiles(
  { subscribe, accountAt }: AccountFilesPorts,
  gateway: GatewayId,
): boolean {
  return useSyncExternalStore(subscribe, () => accountAt(gateway) !== undefined)
}
