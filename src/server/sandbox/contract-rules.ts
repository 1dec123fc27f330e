import * as v from 'valibot'
import type { ApiVersion } from '../../core/api/api-version.ts'
import { isContentHash } from '../../core/api/contract.ts'
import { refuseField } from '../../core/api/field-problem.ts'
import { SIZE_LIMITS } from '../../core/api/size-limits.ts'
import { maybeHash } from '../../core/api/v2/lenient.ts'
import { findAccount } from './account.ts'
import type { ContractRules } from './sandbox-request.ts'

export const HASH_HEADER = 'X-Content-Hash'

/** The format of a hash in version 2. */
export const HASH_RULE = '64 hex digits, with or without sha256: before them'

/** The rules of version 1 without violations. */
const CONTRACT_1: ContractRules = {
  findAccount,
  answersEarly: false,
  files: { finds: true, lists: true, names: true, deletes: true },
  sizes: { min: 1, max: SIZE_LIMITS[1].max },
  readHash(value) {
    if (value === undefined || isContentHash(value)) return { announced: value }
    const message = `${HASH_HEADER} must be sha256: and 64 lower-case hex digits.`
    return { refusal: refuseField(message, HASH_HEADER) }
  },
  wrapStore: (store) => store,
  formatResponse: (response) => response,
  changeServing: (serving) => serving,
}

/** In version 2, the hash may lack its prefix. No document covers a malformed one. */
const CONTRACT_2: ContractRules = {
  ...CONTRACT_1,
  sizes: { min: 1, max: SIZE_LIMITS[2].max },
  readHash(value) {
    const announced = v.parse(maybeHash, value)
    if (value === undefined || announced !== undefined) return { announced }
    const message = `${HASH_HEADER} must be ${HASH_RULE}.`
    return { refusal: refuseField(message, HASH_HEADER) }
  },
}

/** The rules of each version without violations. */
export const CONTRACTS: Record<ApiVersion, ContractRules> = { 1: CONTRACT_1, 2: CONTRACT_2 }
