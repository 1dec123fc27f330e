import type { ServerReason } from '../../core/api/server-cause.ts'
import { ImportFailure } from '../proxy/import-failure.ts'
import type { ImportedFile } from '../proxy/url-importer.ts'
import type { StoredFile } from './file-store.ts'
import { findPublicFile } from './public-file.ts'
import { pathInSandbox } from './public-url.ts'
import type { SandboxRequest } from './sandbox-request.ts'
import { errorResponse, type SandboxResponse } from './sandbox-response.ts'

/** Where the file of a URL is. */
export type FilePlace =
  | { at: 'sandbox'; file: (StoredFile & { account: string; digest: string }) | undefined }
  | { at: 'varg' }
  | { at: 'elsewhere' }

/** The hosts of varg's files, which the sandbox does not call. */
const VARG_HOST = /\.varg\.ai$/

/** @param url a full http or https URL */
export async function locateFile(
  { request, store }: Pick<SandboxRequest, 'request' | 'store'>,
  url: string,
): Promise<FilePlace> {
  const path = pathInSandbox(request, url)
  if (path !== undefined) return { at: 'sandbox', file: await findPublicFile(path, store) }
  return { at: VARG_HOST.test(new URL(url).hostname) ? 'varg' : 'elsewhere' }
}

/**
 * Fetches the file at a public URL, and returns the response of `use`, or an error.
 *
 * @throws what `use` throws
 */
export async function fetchFile(
  { rules, importUrl, signal }: Pick<SandboxRequest, 'rules' | 'importUrl' | 'signal'>,
  url: string,
  use: (file: ImportedFile) => Promise<SandboxResponse>,
): Promise<SandboxResponse> {
  if (importUrl === undefined) return notFetched('This sandbox fetches no files.')
  try {
    return await importUrl(url, { limit: rules.sizes.max, signal }, use)
  } catch (caught) {
    if (!(caught instanceof ImportFailure)) throw caught
    return describeImport(caught)
  }
}

/** The error for a file that could not be fetched, for every reason. */
export function notFetched(message: string): SandboxResponse {
  return errorResponse(502, { error: 'fetch_failed', message })
}

/** Errors that a retry cannot fix. All others are a failed fetch. */
const REFUSALS: Partial<Record<ServerReason, [status: number, error: string]>> = {
  'import-url': [400, 'ValidationError'],
  'file-private': [400, 'ValidationError'],
  'redirect-private': [400, 'ValidationError'],
  'redirect-unsafe': [400, 'ValidationError'],
  'import-off': [403, 'forbidden'],
  'file-too-large': [413, 'PayloadTooLargeError'],
  'file-not-media': [415, 'UnsupportedMediaTypeError'],
}

function describeImport({ message, cause: { reason } }: ImportFailure): SandboxResponse {
  const [status, error] = REFUSALS[reason] ?? []
  if (status === undefined || error === undefined) return notFetched(message)
  return errorResponse(status, { error, message, ...(status === 400 && { field: 'url' }) })
}
