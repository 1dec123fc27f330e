import type { Check } from './check.ts'
import { badKeyRefused, keyAccepted } from './key-checks.ts'
import { emptyBodyRefused, malformedHashRefused, overLimitRefused } from './refusal-checks.ts'
import { deduplicates, hashAgrees, sixFields, worksWithoutHash } from './upload-checks.ts'
import { fetchable, servesRange } from './url-checks.ts'

/** All that a gateway is checked for, in this order: later ones need what earlier ones got. */
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

/** What all of them cost at a gateway that keeps its contract. */
export const COST = { calls: 10, uploads: 7, kept: 2 }
