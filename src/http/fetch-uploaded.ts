import { fetchFile } from './fetch-file.ts'
import { pathOfUrl } from './fetched-response.ts'

/** Timeout of the whole fetch, in milliseconds. Enough for 200 MB at 4 Mbit/s. */
const TIMEOUT = 480_000

/**
 * Fetches the file at a URL that the gateway returned. Its `type` is the served media type.
 *
 * @throws {ProblemError} `not-fetched`
 */
export function fetchUploaded(url: string): Promise<File> {
  const path = pathOfUrl(url)
  return fetchFile(path, { isOurs: path === url, timeout: TIMEOUT })
}
