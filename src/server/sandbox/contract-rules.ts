import { isContentHash } from '../../core/api/contract.ts'
import { refuseField } from '../../core/api/field-problem.ts'
import { SIZE_LIMIT } from '../../core/api/v1/limits-v1.ts'
import { findAccount } from './account.ts'
import type { ContractRules } from './sandbox-request.ts'

export const HASH_HEADER = 'X-Content-Hash'

/** The rules without violations. */
export const CONTRACT: ContractRules = {
  findAccount,
  sizes: { min: 1, max: SIZE_LIMIT },
  readHash(value) {
    if (value === undefined || isContentHash(value)) return { announced: value }
    const message = `${HASH_HEADER} must be sha256: and 64 lower-case hex digits.`
    return { refusal: refuseField(message, HASH_HEADER) }
  },
  wrapStore: (store) => store,
  formatResponse: (response) => response,
  changeServing: (serving) => serving,
}
