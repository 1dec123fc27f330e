import * as v from 'valibot'
import { type Balance, type GatewayResponse, type Me, readBody } from '../contract.ts'
import { field } from '../field-schemas.ts'
import { words } from '../field-words.ts'
import { plainCall } from '../gateway-call.ts'
import { maybeText } from './lenient.ts'
import { ROUTES_2 } from './routes-v2.ts'

/** `available` is what is left after reservations, in cents. */
const BalanceSchema = v.object({ available: field<number>(words.type.number, Number.isFinite) })

const MeSchema = v.object({ userId: v.string(words.type.string), email: maybeText })

/** @throws {ProblemError} for every response without a balance */
export function readBalance2(response: GatewayResponse): Balance {
  return { balanceCents: readBody(BalanceSchema, response).available }
}

/** @throws {ProblemError} for every response without an owner */
export function readMe2(response: GatewayResponse): Me {
  return readBody(MeSchema, response)
}

/** The owner of the key. */
export const ME = plainCall(ROUTES_2.me, readMe2)
