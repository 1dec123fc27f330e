import { createContext, use } from 'react'
import type { GatewayId } from '../../core/api/gateways.ts'
import type { ReadonlyValue } from '../../core/state/value.ts'
import type { FilesPorts } from './list/files-ports.ts'

/** What the list of files needs from the page. The same object until the page is closed. */
export interface UploadsPorts extends FilesPorts {
  /** The gateway in use. */
  gateway: ReadonlyValue<GatewayId>
  /** Opens the account of a gateway, to enter a key. */
  openAccount(gateway: GatewayId): void
  /** Drops the files that are still being inspected. Called before everything in the list is canceled. */
  cancelIntake(): void
}

export const UploadsContext = createContext<UploadsPorts | undefined>(undefined)

/** The ports of the list. Only for components below {@link UploadsContext}. */
export function useUploads(): UploadsPorts {
  const ports = use(UploadsContext)
  if (!ports) throw new Error('No UploadsContext')
  return ports
}
