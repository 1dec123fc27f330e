import type { Check } from './check.ts'
import { badKeyRefused, keyAccepted } from './key-checks.ts'
import { emptyBodyRefused, malformedHashRefused, overLimitRefused } from './refusal-checks.ts'
import { deduplicates, hashAgrees, sixFields, worksWithoutHash } from './upload-checks.ts'
import { fetchable, servesRange } from './url-checks.ts'

/** All checks, in order: later checks use results of earlier ones. */
export const GATEWAY_CHECKS: readonly Check[] = [
  keyAccepted,
  badKeyRefused,
  sixFields,
  hashAgrees,
  deduplicates,
  worksWithoutHash,
  fetchable,
  servesRange,
  overLimitRefused,
  malformedHashRefused,
  emptyBodyRefused,
]

/**
 * The cost of all checks at a gateway that conforms to its contract. `kept` is the number of new
 * files that stay in the account.
 */
export const COST = { calls: 10, uploads: 7, kept: 2 }
