import type { ApiVersion } from '../core/api/api-version.ts'
import type { GatewayId } from '../core/api/gateways.ts'
import { createValue, type Value } from '../core/state/value.ts'

/** A version for each gateway. Undefined while it is unknown. */
export type ApiVersions = Record<GatewayId, Value<ApiVersion | undefined>>

export function createApiVersions(): ApiVersions {
  return {
    varg: createValue<ApiVersion | undefined>(undefined),
    sandbox: createValue<ApiVersion | undefined>(undefined),
  }
}
