import type { BalanceWire2, MeWire2 } from '../../core/api/v2/wires-v2.ts'
import type { Endpoint } from './handle-request.ts'
import { jsonResponse } from './sandbox-response.ts'

/** The balance of every account: 100,000 credits at 1 cent each, so $1,000.00. */
const CENTS = 100_000

export const getMe: Endpoint = ({ account: { id, email } }) =>
  jsonResponse(200, { userId: id, email } satisfies MeWire2)

export const getBalance: Endpoint = () => jsonResponse(200, { balance_cents: CENTS })

/** The balance in version 2, by source. All of it was bought once. */
export const getBalance2: Endpoint = () =>
  jsonResponse(200, {
    available: CENTS,
    reserved: 0,
    total_balance: CENTS,
    subscription_balance: 0,
    rollover_balance: 0,
    onetime_balance: CENTS,
    subscription_expires: null,
    rollover_expires: null,
  } satisfies BalanceWire2)
