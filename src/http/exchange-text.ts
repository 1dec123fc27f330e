import type { GatewayResponse } from '../core/api/contract.ts'
import { UPSTREAM_HEADER } from '../core/api/credential.ts'
import { type Pace, readPace } from '../core/api/pacing.ts'
import { ProblemError } from '../core/api/problem.ts'
import { PAGE_HEADER } from '../core/api/server-info.ts'
import { reportCall } from './observed-calls.ts'
import { findOther } from './other-upstream.ts'
import { onSite } from './site.ts'

/**
 * Sends a request to our server and reads the whole response, with any status. It uses no cache and
 * follows no redirect.
 *
 * @throws {ProblemError} `no-connection`, `other-upstream`
 * @throws {DOMException} the reason of the signal in `request` when it fires
 */
export async function exchangeText(
  path: string,
  request: RequestInit = {},
): Promise<GatewayResponse & { pace: Pace }> {
  const headers = { [PAGE_HEADER]: '1', ...request.headers }
  const began = performance.now()
  const time = () => performance.now() - began
  const { body: sent } = request
  const seen = {
    at: Date.now(),
    method: request.method ?? 'GET',
    path,
    headers: Object.entries(headers),
    ...(typeof sent === 'string' && {
      body: { size: new TextEncoder().encode(sent).length, text: sent },
    }),
  }
  try {
    const response = await fetch(onSite(path), {
      ...request,
      headers,
      cache: 'no-store',
      redirect: 'error',
    })
    const answered = time()
    const body = await response.text()
    const { status, headers: received } = response
    reportCall({
      ...seen,
      response: { status, headers: [...received], body },
      answered,
      ended: time(),
    })
    const other = findOther(received.get(UPSTREAM_HEADER))
    // Returned, not thrown: the catch below would report a broken connection.
    if (other) return Promise.reject(new ProblemError(other))
    const pace = readPace((name) => received.get(name), Date.now())
    return { status, mediaType: received.get('Content-Type') ?? '', body, pace }
  } catch (caught) {
    const { aborted } = request.signal ?? {}
    const problem = { kind: 'no-connection' } as const
    reportCall({ ...seen, failure: aborted ? 'aborted' : problem, ended: time() })
    if (aborted) throw caught
    throw new ProblemError(problem)
  }
}
