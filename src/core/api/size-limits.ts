import type { ApiVersion } from './api-version.ts'
import type { Problem } from './problem.ts'
import { DOUBTFUL_SIZE, SIZE_LIMIT } from './v1/limits-v1.ts'
import { DOUBTFUL_SIZE_2, SIZE_LIMIT_2 } from './v2/limits-v2.ts'

/** Maximum bytes of a file, and the bytes from which a gateway may refuse it. */
export const SIZE_LIMITS: Record<ApiVersion, { max: number; doubtful: number }> = {
  1: { max: SIZE_LIMIT, doubtful: DOUBTFUL_SIZE },
  2: { max: SIZE_LIMIT_2, doubtful: DOUBTFUL_SIZE_2 },
}

/** The version used to call a gateway, and the detected one, if any. */
export interface Versions {
  inUse: ApiVersion
  found?: ApiVersion | undefined
}

/** The problem of a file that is too large for the version in use. @param size in bytes */
export function findTooLarge(size: number, { inUse, found }: Versions): Problem | undefined {
  const limit = SIZE_LIMITS[inUse].max
  if (size <= limit) return undefined
  const problem = { kind: 'too-large', size, limit } as const
  return found && size <= SIZE_LIMITS[found].max ? { ...problem, otherVersion: found } : problem
}
