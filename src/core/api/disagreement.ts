import type { ContentHash, UploadedFile } from './contract.ts'
import type { Problem } from './problem.ts'

/**
 * What an answer says otherwise than we know it. An upload counts only when hash and
 * size agree: a URL to other bytes is worse than no URL. `size` is in bytes.
 */
export function disagreement(
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
