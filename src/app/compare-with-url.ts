import type { UploadedFile } from '../core/api/contract.ts'
import { compareFetched } from '../core/api/fetched.ts'
import type { Problem } from '../core/api/problem.ts'
import type { HashPool } from '../hashing/hash-pool.ts'
import { fetchUploaded } from '../http/fetch-uploaded.ts'

/**
 * Compares the file at the URL with what the gateway confirmed.
 *
 * @returns the difference, or undefined
 * @throws {ProblemError} `not-fetched`
 */
export async function compareWithUrl(
  confirmed: UploadedFile,
  pool: HashPool,
): Promise<Problem | undefined> {
  const file = await fetchUploaded(confirmed.url)
  const hash = await pool.hash(file, file.size, new AbortController().signal, () => {})
  return compareFetched(confirmed, { hash, size: file.size, mediaType: file.type })
}
