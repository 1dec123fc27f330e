import { ProblemError } from '../core/api/problem.ts'
import type { Inspection } from '../core/intake/intake.ts'
import { missingAbility } from '../hashing/abilities.ts'
import type { FileDetector } from '../hashing/file-detector.ts'

/**
 * Looks at files by their bytes, and lets the browser's player decide where those do not.
 *
 * @throws {ProblemError} `unsupported` where this browser can upload no file at all
 */
export function createDetect({ inspect }: FileDetector) {
  return async (files: readonly File[]): Promise<Inspection[]> => {
    const lacks = missingAbility()
    if (lacks) throw new ProblemError({ kind: 'unsupported', reason: lacks })
    const inspections = await inspect(files)
    if (!inspections.some((one) => one.readable && one.isUndecided)) return inspections
    // Without the second opinion the first one stands.
    return import('../features/preview/decide-kinds.ts').then(
      ({ decideKinds }) => decideKinds(files, inspections),
      () => inspections,
    )
  }
}
