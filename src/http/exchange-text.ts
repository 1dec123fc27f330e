import type { GatewayResponse } from '../core/api/contract.ts'
import { UPSTREAM_HEADER } from '../core/api/credential.ts'
import { ProblemError } from '../core/api/problem.ts'
import { PAGE_HEADER } from '../core/api/server-info.ts'
import { reportCall } from './observed-calls.ts'
import { findOther } from './other-upstream.ts'

/**
 * Asks our own server and reads the answer whole, whatever its status. Nothing is cached and
 * no redirect followed.
 *
 * @throws {ProblemError} `no-connection`, `other-upstream`
 * @throws {DOMException} the reason of the signal in `request` when it fires
 */
export async function exchangeText(
  path: string,
  request: RequestInit = {},
): Promise<GatewayResponse> {
  const headers = { [PAGE_HEADER]: '1', ...request.headers }
  const began = performance.now()
  const time = () => performance.now() - began
  const { body: sent } = request
  const seen = {
    at: Date.now(),
    method: request.method ?? 'GET',
    path,
    headers: Object.entries(headers),
    ...(typeof sent === 'string' && { body: { size: new TextEncoder().encode(sent).length } }),
  }
  try {
    const response = await fetch(path, {
      ...request,
      headers,
      cache: 'no-store',
      redirect: 'error',
    })
    const answered = time()
    const body = await response.text()
    const { status, headers: told } = response
    reportCall({
      ...seen,
      response: { status, headers: [...told], body },
      answered,
      ended: time(),
    })
    const other = findOther(told.get(UPSTREAM_HEADER))
    // Not thrown: that would be taken for a broken connection below.
    if (other) return Promise.reject(new ProblemError(other))
    return { status, mediaType: told.get('Content-Type') ?? '', body }
  } catch (caught) {
    const { aborted } = request.signal ?? {}
    const problem = { kind: 'no-connection' } as const
    reportCall({ ...seen, failure: aborted ? 'aborted' : problem, ended: time() })
    if (aborted) throw caught
    throw new ProblemError(problem)
  }
}
