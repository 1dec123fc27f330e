import { type GatewayId, SANDBOX_KEY } from './gateways.ts'
import { maskKey } from './key.ts'
import type { ServerInfo } from './server-info.ts'

/**
 * The upstream that the page has its key for, by its base URL. Our server passes on nothing that is
 * meant for another one: it answers 409, and names its own in the same header.
 */
export const UPSTREAM_HEADER = 'x-refdrop-upstream'

/** What opens a gateway now. The machine's own key stays on the machine: the page knows only its mask. */
export type Credential =
  | ({ kind: 'saved'; key: string; mask: string } & Meant)
  | ({ kind: 'machine'; mask: string } & Meant)
  | { kind: 'sandbox'; key: string }
  | { kind: 'none' }

interface Meant {
  /** Base URL of the one upstream that it may go to; the sandbox has none. */
  upstream?: string | undefined
}

/** What a call needs to be let in. */
export interface Access extends Meant {
  /** Undefined where the proxy adds the machine's own key. */
  key: string | undefined
}

export function accessWith(credential: Credential): Access {
  return {
    key: 'key' in credential ? credential.key : undefined,
    upstream: 'upstream' in credential ? credential.upstream : undefined,
  }
}

/** What lets a call in, and keeps our server from passing it on to anybody else. */
export function accessHeaders({ key, upstream }: Partial<Access>): [name: string, value: string][] {
  const headers: [string, string][] = []
  if (key !== undefined) headers.push(['Authorization', `Bearer ${key}`])
  if (upstream !== undefined) headers.push([UPSTREAM_HEADER, upstream])
  return headers
}

/** Whose key is wanted: `sandbox`, or the API URL of the upstream. Undefined until our server names it. */
export function keyOwner(
  gateway: GatewayId,
  serverInfo: ServerInfo | undefined,
): string | undefined {
  return gateway === 'sandbox' ? gateway : serverInfo?.api
}

/**
 * A saved key comes first; the sandbox needs none, and varg.ai may use the machine's. Until our
 * server has said where varg.ai goes, there is none.
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
