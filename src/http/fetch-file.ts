import { readNotFetched } from '../core/api/contract.ts'
import { type Problem, ProblemError } from '../core/api/problem.ts'
import { PAGE_HEADER } from '../core/api/server-info.ts'
import { bodyAsText, restoreFetchedHeaders } from './fetched-response.ts'
import { reportCall } from './observed-calls.ts'
import { onSite } from './site.ts'
import { words } from './words.ts'

interface Options {
  /** A JSON body, which makes the call a POST. */
  body?: string
  /** Whether the file itself is on our origin, so that its headers are not renamed. */
  isOurs?: boolean
  /** Milliseconds for the whole call. */
  timeout: number
  signal?: AbortSignal
}

/**
 * Fetches a file from our server. Its `type` is the media type at its source.
 *
 * @throws {ProblemError} `not-fetched`
 * @throws {DOMException} when `signal` fires
 */
export async function fetchFile(
  path: string,
  { body, isOurs = false, timeout, signal }: Options,
): Promise<File> {
  const method = body === undefined ? 'GET' : 'POST'
  const headers: Record<string, string> = isOurs ? {} : { [PAGE_HEADER]: '1' }
  const began = performance.now()
  const time = () => performance.now() - began
  const seen = {
    at: Date.now(),
    method,
    path,
    headers: Object.entries(headers),
    ...(body !== undefined && { body: { size: new Blob([body]).size } }),
  }
  const late = AbortSignal.timeout(timeout)
  try {
    const response = await fetch(onSite(path), {
      method,
      headers,
      body: body ?? null,
      cache: 'no-store',
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, late]) : late,
    })
    const answered = time()
    const bytes = await response.blob()
    const { status, ok } = response
    const given = [...response.headers]
    const received = ok && !isOurs ? restoreFetchedHeaders(given) : given
    const shown = await bodyAsText(bytes, received)
    const failure = ok ? undefined : readNotFetched(status, shown)
    const answer = { status, headers: received, body: shown }
    reportCall({ ...seen, response: answer, failure, answered, ended: time() })
    if (failure) throw new ProblemError(failure)
    const type = response.headers.get(isOurs ? 'Content-Type' : 'X-Fetched-Type') ?? ''
    const name = response.headers.get('X-Fetched-Name') ?? 'fetched'
    return new File([bytes], decodeURIComponent(name), { type })
  } catch (caught) {
    if (caught instanceof ProblemError) throw caught
    const failure: Problem = { kind: 'not-fetched', reason: words.connectionBroke }
    reportCall({ ...seen, failure: signal?.aborted ? 'aborted' : failure, ended: time() })
    throw signal?.aborted ? caught : new ProblemError(failure)
  }
}
