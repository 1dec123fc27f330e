import type { ContentHash, UploadedFile } from './contract.ts'
import type { Problem } from './problem.ts'

/**
 * Compares a result with our hash and size in bytes. An upload succeeds only when both match: a URL
 * to other bytes is worse than no URL.
 */
export function findMismatch(
  result: UploadedFile,
  ours: { hash: ContentHash; size: number },
): Problem | undefined {
  if (result.hash !== ours.hash) {
    return { kind: 'mismatch', fact: 'hash', expected: ours.hash, got: result.hash }
  }
  if (result.size !== ours.size) {
    return { kind: 'mismatch', fact: 'size', expected: `${ours.size}`, got: `${result.size}` }
  }
  return undefined
}
