import type { GatewayId } from '../../../core/api/gateways.ts'

/** The account of a gateway. Undefined without a key, null while the page looks for another. */
export type KnownAccount = { account: string | undefined } | null

export const accountKey = (gateway: GatewayId) => ['account', gateway] as const
