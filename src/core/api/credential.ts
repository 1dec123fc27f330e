import type { ApiVersion } from './api-version.ts'
import { type GatewayId, SANDBOX_KEY } from './gateways.ts'
import { maskKey } from './key.ts'
import type { ServerInfo } from './server-info.ts'

/** Header names and values, in order. */
export type HeaderList = readonly (readonly [name: string, value: string])[]

/**
 * Names the base URL of the upstream that the key belongs to. Our server rejects a request for
 * another upstream with 409, and names its own upstream in this header of the response.
 */
export const UPSTREAM_HEADER = 'x-refdrop-upstream'

/** The current credential of a gateway. The page knows only the mask of a machine's own key. */
export type Credential =
  | ({ kind: 'saved'; key: string; mask: string } & ForUpstream)
  | ({ kind: 'machine'; mask: string } & ForUpstream)
  | { kind: 'sandbox'; key: string }
  | { kind: 'none' }

interface ForUpstream {
  /** Base URL of the only upstream that may receive the key. Undefined for the sandbox. */
  upstream?: string | undefined
}

/** How a gateway is called: with which key, and in which version of its contract. */
export interface Access extends ForUpstream {
  /** Undefined when the proxy adds the machine's own key. */
  key: string | undefined
  version: ApiVersion
}

export function accessWith(credential: Credential, version: ApiVersion): Access {
  return {
    version,
    key: 'key' in credential ? credential.key : undefined,
    upstream: 'upstream' in credential ? credential.upstream : undefined,
  }
}

/** The value of the `Authorization` header. */
export function authorization(key: string): string {
  return `Bearer ${key}`
}

/** Headers that authorize a request and bind it to its upstream. */
export function accessHeaders({ key, upstream }: Partial<Access>): [name: string, value: string][] {
  const headers: [string, string][] = []
  if (key !== undefined) headers.push(['Authorization', authorization(key)])
  if (upstream !== undefined) headers.push([UPSTREAM_HEADER, upstream])
  return headers
}

/**
 * Returns the name under which a key is saved: `sandbox` or the API URL of the upstream. Undefined
 * until our server has named its upstream.
 */
export function keyOwner(
  gateway: GatewayId,
  serverInfo: ServerInfo | undefined,
): string | undefined {
  return gateway === 'sandbox' ? gateway : serverInfo?.api
}

/**
 * Prefers a saved key. Without one, the sandbox uses its own key and varg.ai uses the machine's.
 * Returns `none` until our server has named its upstream.
 */
export function credentialFor(
  gateway: GatewayId,
  savedKey: string | undefined,
  serverInfo: ServerInfo | undefined,
): Credential {
  if (!serverInfo) return { kind: 'none' }
  const upstream = gateway === 'varg' ? serverInfo.api : undefined
  if (savedKey !== undefined) {
    return { kind: 'saved', key: savedKey, mask: maskKey(savedKey), upstream }
  }
  if (gateway === 'sandbox') return { kind: 'sandbox', key: SANDBOX_KEY }
  if (serverInfo.machineKey) return { kind: 'machine', mask: serverInfo.machineKey, upstream }
  return { kind: 'none' }
}
