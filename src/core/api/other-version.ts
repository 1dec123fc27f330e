import type { ApiVersion } from './api-version.ts'
import { isStaleHash, type Problem } from './problem.ts'
import { SIZE_LIMITS } from './size-limits.ts'
import { isUnlistedRefusal } from './v2/unlisted-refusal.ts'

/**
 * Adds the version that may accept the file to the problem of a rejected upload. A person decides
 * whether to try it: a failed upload never changes the version by itself.
 *
 * @param sent the version of the upload, and the bytes of the file
 */
export function withOtherVersion(
  problem: Problem,
  sent: { version: ApiVersion; size: number },
): Problem {
  if (sent.version === 1 || sent.size > SIZE_LIMITS[1].max || !('status' in problem)) return problem
  // Our server rejected the call, or the bytes changed.
  if (('cause' in problem && problem.cause) || isStaleHash(problem)) return problem
  const code = 'code' in problem ? problem.code : ''
  return isUnlistedRefusal(problem.status, code) ? { ...problem, otherVersion: 1 } : problem
}
