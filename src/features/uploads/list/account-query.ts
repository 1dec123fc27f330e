import type { GatewayId } from '../../../core/api/gateways.ts'

/** The account that a gateway is used with; undefined where it has no key, null while another is looked for. */
export type KnownAccount = { account: string | undefined } | null

export const accountKey = (gateway: GatewayId) => ['account', gateway] as const
