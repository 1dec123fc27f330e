import { ProblemError } from '../core/api/problem.ts'
import type { Inspection } from '../core/intake/intake.ts'
import { missingAbility } from '../hashing/abilities.ts'
import type { FileDetector } from '../hashing/file-detector.ts'

/**
 * Detects the media type of files from their bytes. The browser's player decides when the bytes do
 * not.
 *
 * @throws {ProblemError} `unsupported` if this browser cannot upload files
 */
export function createDetect({ inspect }: FileDetector) {
  return async (files: readonly File[]): Promise<Inspection[]> => {
    const lacks = missingAbility()
    if (lacks) throw new ProblemError({ kind: 'unsupported', reason: lacks })
    const inspections = await inspect(files)
    if (!inspections.some((one) => one.readable && one.isUndecided)) return inspections
    // Falls back to the first result when the player cannot be loaded.
    return import('../features/preview/decide-kinds.ts').then(
      ({ decideKinds }) => decideKinds(files, inspections),
      () => inspections,
    )
  }
}
