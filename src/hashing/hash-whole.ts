import type { ContentHash } from '../core/api/contract.ts'
import { ProblemError } from '../core/api/problem.ts'

/** By the browser's own hash, which takes all bytes at once. Only where there is no WebAssembly. */
export async function hashWhole(bytes: Uint8Array<ArrayBuffer>): Promise<ContentHash> {
  const subtle: SubtleCrypto | undefined = crypto.subtle
  if (!subtle) throw new ProblemError({ kind: 'unsupported', reason: 'way to hash' })
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes))
  return `sha256:${Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
