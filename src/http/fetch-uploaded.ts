import { readNotFetched } from '../core/api/contract.ts'
import { type Problem, ProblemError } from '../core/api/problem.ts'
import { PAGE_HEADER } from '../core/api/server-info.ts'
import { bodyAsText, pathOfUrl, restoreFetchedHeaders } from './fetched-response.ts'
import { reportCall } from './observed-calls.ts'
import { words } from './words.ts'

/** Timeout of the whole fetch, in milliseconds. */
const TIMEOUT = 120_000

/**
 * Fetches the file at a URL that the gateway returned. Its `type` is the served media type.
 *
 * @throws {ProblemError} `not-fetched`
 */
export async function fetchUploaded(url: string): Promise<File> {
  const path = pathOfUrl(url)
  const isOurs = path === url
  const headers: Record<string, string> = isOurs ? {} : { [PAGE_HEADER]: '1' }
  const began = performance.now()
  const time = () => performance.now() - began
  const seen = { at: Date.now(), method: 'GET', path, headers: Object.entries(headers) }
  try {
    const response = await fetch(path, {
      headers,
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT),
    })
    const answered = time()
    const body = await response.blob()
    const { status, ok } = response
    const given = [...response.headers]
    const received = ok && !isOurs ? restoreFetchedHeaders(given) : given
    const shown = await bodyAsText(body, received)
    const failure = ok ? undefined : readNotFetched(status, shown)
    const answer = { status, headers: received, body: shown }
    reportCall({ ...seen, response: answer, failure, answered, ended: time() })
    if (failure) throw new ProblemError(failure)
    const type = response.headers.get(isOurs ? 'Content-Type' : 'X-Fetched-Type') ?? ''
    return new File([body], 'fetched', { type })
  } catch (caught) {
    if (caught instanceof ProblemError) throw caught
    const failure: Problem = { kind: 'not-fetched', reason: words.connectionBroke }
    reportCall({ ...seen, failure, ended: time() })
    throw new ProblemError(failure)
  }
}
