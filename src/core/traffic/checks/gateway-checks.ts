import type { ApiVersion } from '../../api/api-version.ts'
import { finds, keepsName, lists, removes } from './account-checks.ts'
import type { Check } from './check.ts'
import { badKeyRefused, keyAccepted, keyHasOwner } from './key-checks.ts'
import { statesLimit } from './rate-check.ts'
import {
  emptyBodyRefused,
  malformedHashRefused,
  overLimitRefused,
  unknownFileRefused,
} from './refusal-checks.ts'
import {
  deduplicates,
  hashAgrees,
  promisedFields,
  takesBareHash,
  worksWithoutHash,
} from './upload-checks.ts'
import { fetchable, servesRange } from './url-checks.ts'

/** All checks of a version, in order: later checks use results of earlier ones. */
export const GATEWAY_CHECKS: Record<ApiVersion, readonly Check[]> = {
  1: [
    keyAccepted,
    badKeyRefused,
    promisedFields(1),
    hashAgrees,
    deduplicates,
    worksWithoutHash,
    fetchable,
    servesRange,
    overLimitRefused(1),
    malformedHashRefused(1),
    emptyBodyRefused(1),
  ],
  2: [
    keyAccepted,
    keyHasOwner,
    badKeyRefused,
    promisedFields(2),
    hashAgrees,
    deduplicates,
    takesBareHash,
    worksWithoutHash,
    finds,
    lists,
    keepsName,
    fetchable,
    servesRange,
    unknownFileRefused,
    overLimitRefused(2),
    malformedHashRefused(2),
    emptyBodyRefused(2),
    statesLimit,
    removes,
  ],
}

/**
 * The cost of all checks at a gateway that conforms to its contract. `kept` is the number of new
 * files that stay in the account.
 */
export const COSTS = {
  1: { calls: 10, uploads: 7, kept: 2 },
  2: { calls: 20, uploads: 8, kept: 0 },
} as const satisfies Record<ApiVersion, object>
