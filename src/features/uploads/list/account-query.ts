import type { GatewayId } from '../../../core/api/gateways.ts'

/** The account of a gateway. `account` is undefined without a key. Null while it is unknown. */
export type KnownAccount = { account: string | undefined } | null

export const accountKey = (gateway: GatewayId) => ['account', gateway] as const
