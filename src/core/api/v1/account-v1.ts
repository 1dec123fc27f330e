import * as v from 'valibot'
import { type Balance, type GatewayResponse, type Me, readBody } from '../contract.ts'
import { field } from '../field-schemas.ts'
import { words } from '../field-words.ts'

const BalanceSchema = v.object({ balance_cents: field<number>(words.type.number, Number.isFinite) })

const MeSchema = v.object({
  userId: v.string(words.type.string),
  email: v.string(words.type.string),
})

/** @throws {ProblemError} for every response without a balance */
export function readBalance(response: GatewayResponse): Balance {
  return { balanceCents: readBody(BalanceSchema, response).balance_cents }
}

/** @throws {ProblemError} for every response without an owner */
export function readMe(response: GatewayResponse): Me {
  return readBody(MeSchema, response)
}
