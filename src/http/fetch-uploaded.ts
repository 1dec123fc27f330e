import { fetchFile } from './fetch-file.ts'
import { pathOfUrl } from './fetched-response.ts'

/** Timeout of the whole fetch, in milliseconds. */
const TIMEOUT = 120_000

/**
 * Fetches the file at a URL that the gateway returned. Its `type` is the served media type.
 *
 * @throws {ProblemError} `not-fetched`
 */
export function fetchUploaded(url: string): Promise<File> {
  const path = pathOfUrl(url)
  return fetchFile(path, { isOurs: path === url, timeout: TIMEOUT })
}
