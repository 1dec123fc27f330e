import { IMPORT_PATH } from '../core/api/server-info.ts'
import { fetchFile } from './fetch-file.ts'

/** Milliseconds. Our server ends an import after 4 minutes, but it may have to wait for others. */
const TIMEOUT = 600_000

/**
 * Lets our server fetch the image, sound or video at a public URL. The file has a safe name and the
 * media type of its bytes.
 *
 * @throws {ProblemError} `not-fetched`
 * @throws {DOMException} when `signal` fires
 */
export function importUrl(url: string, signal: AbortSignal): Promise<File> {
  return fetchFile(IMPORT_PATH, { body: JSON.stringify({ url }), timeout: TIMEOUT, signal })
}
