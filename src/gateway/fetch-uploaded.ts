import { readReason } from '../core/contract.ts'
import { FETCHED_PATH, PAGE_HEADER } from '../core/machine.ts'
import { ProblemError } from '../core/problem.ts'

/** For all of it, in milliseconds. */
const PATIENCE = 120_000

/**
 * The bytes at a URL that the gateway returned, with the type under which they are served.
 * From our own origin directly, from elsewhere through our server, which fetches only what
 * the gateway returned.
 *
 * @throws {ProblemError} `not-fetched` where there are no bytes to compare
 */
export async function fetchUploaded(url: string): Promise<File> {
  const isOurs = URL.canParse(url) && new URL(url).origin === location.origin
  const path = isOurs ? url : `${FETCHED_PATH}?url=${encodeURIComponent(url)}`
  try {
    const response = await fetch(path, {
      headers: isOurs ? {} : { [PAGE_HEADER]: '1' },
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    })
    if (!response.ok) {
      const reason = readReason(response.status, await response.text())
      throw new ProblemError({ kind: 'not-fetched', reason })
    }
    const type = response.headers.get(isOurs ? 'Content-Type' : 'X-Fetched-Type') ?? ''
    return new File([await response.blob()], 'fetched', { type })
  } catch (caught) {
    if (caught instanceof ProblemError) throw caught
    throw new ProblemError({
      kind: 'not-fetched',
      reason: 'The connection broke, or it took too long.',
    })
  }
}
