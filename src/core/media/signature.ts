export interface DetectedType {
  mediaType: string
  /** Without its dot. */
  extension: string
  /** A container whose bytes do not show whether it holds video or audio. */
  isUndecided?: true
}

/** A type and the first bytes of its files. `?` stands for any byte. */
export type Signature = readonly [mediaType: string, extension: string, ...bytes: string[]]

/** Number of bytes that signatures need. */
export const SIGNATURE_HEAD = 512

/**
 * Returns the type of the first signature that matches.
 *
 * @param start the first {@link SIGNATURE_HEAD} bytes as characters, fewer for a shorter file
 */
export function findSignature(
  start: string,
  signatures: readonly Signature[],
): DetectedType | undefined {
  for (const [mediaType, extension, ...all] of signatures) {
    if (all.some((bytes) => begins(start, bytes))) return { mediaType, extension }
  }
  return undefined
}

function begins(start: string, bytes: string): boolean {
  if (bytes.length > start.length) return false
  for (let index = 0; index < bytes.length; index += 1) {
    if (bytes[index] !== '?' && bytes[index] !== start[index]) return false
  }
  return true
}
