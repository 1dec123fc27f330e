import type { ApiVersion } from '../../core/api/api-version.ts'
import type { GatewayId } from '../../core/api/gateways.ts'
import type { ReadonlyValue } from '../../core/state/value.ts'
import type { Preferences } from '../../storage/preferences.ts'
import { createRequiredContext } from '../../ui/required-context.ts'
import type { FilesPorts } from './list/files-ports.ts'

/** What the list of files needs from the page. The same object until the page is closed. */
export interface UploadsPorts extends FilesPorts {
  /** The gateway in use. */
  gateway: ReadonlyValue<GatewayId>
  /** The API version of each gateway. Undefined while its key is checked. */
  apiVersions: Readonly<Record<GatewayId, ReadonlyValue<ApiVersion | undefined>>>
  preferences: Pick<Preferences, 'view' | 'singleKeys' | 'apiVersions'>
  /** Opens the account of a gateway, to enter a key. */
  openAccount(gateway: GatewayId): void
  /** Cancels files that are still being inspected. The returned function restores them. */
  cancelIntake(): () => void
}

export const [UploadsContext, useUploads] = createRequiredContext<UploadsPorts>('UploadsContext')
