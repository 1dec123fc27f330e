import type { UploadedFile } from '../core/api/contract.ts'
import { compareFetched } from '../core/api/fetched.ts'
import type { Problem } from '../core/api/problem.ts'
import type { HashPool } from '../hashing/hash-pool.ts'
import { fetchUploaded } from '../http/fetch-uploaded.ts'

/**
 * Whether what lies at the URL is what the gateway confirmed.
 *
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
