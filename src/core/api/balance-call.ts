import type { ApiVersion } from './api-version.ts'
import type { Balance } from './contract.ts'
import { type Call, plainCall } from './gateway-call.ts'
import { readBalance } from './v1/account-v1.ts'
import { ROUTES_1 } from './v1/routes-v1.ts'
import { readBalance2 } from './v2/account-v2.ts'
import { ROUTES_2 } from './v2/routes-v2.ts'

/** Asks for the balance. It also checks a key: only status 401 means a bad one. */
export const BALANCES: Record<ApiVersion, Call<void, Balance>> = {
  1: plainCall(ROUTES_1.balance, readBalance),
  2: plainCall(ROUTES_2.balance, readBalance2),
}
