import { type ApiVersion, DEFAULT_VERSION } from '../../../core/api/api-version.ts'
import type { GatewayId } from '../../../core/api/gateways.ts'
import type { UploadId } from '../../../core/uploads/upload.ts'
import type { UploadsPorts } from '../uploads-context.ts'
import { otherVersionOf } from './main-action.ts'

/** The API version of a gateway, or the default one while it is unknown. */
export function versionIn({ apiVersions }: UploadsPorts, gateway: GatewayId): ApiVersion {
  return apiVersions[gateway].get() ?? DEFAULT_VERSION
}

/** Switches a gateway to another API version, and retries the files that may pass in it. */
export function retryInVersion(
  uploads: UploadsPorts,
  gateway: GatewayId,
  version: ApiVersion,
): void {
  uploads.preferences.apiVersions[gateway].set(version)
  uploads.queue.retry([...failedFor(uploads, gateway, version)])
}

/** The version that two or more failed files of a gateway may pass in, unless it is in use. */
export function offeredVersion(uploads: UploadsPorts, gateway: GatewayId): ApiVersion | undefined {
  const version = versionIn(uploads, gateway) === 1 ? 2 : 1
  const failed = failedFor(uploads, gateway, version)
  failed.next()
  return failed.next().done ? undefined : version
}

function* failedFor(
  { store }: UploadsPorts,
  gateway: GatewayId,
  version: ApiVersion,
): Generator<UploadId> {
  for (const upload of store.all()) {
    if (upload.gateway === gateway && otherVersionOf(upload.stage) === version) yield upload.id
  }
}
