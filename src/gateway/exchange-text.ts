import type { Answer } from '../core/contract.ts'
import { PAGE_HEADER } from '../core/machine.ts'
import { ProblemError } from '../core/problem.ts'

/**
 * Asks our own server and reads the answer whole, whatever its status. Nothing is cached and
 * no redirect followed.
 *
 * @throws {ProblemError} `no-connection`
 * @throws {DOMException} the reason of the signal in `request` when it fires
 */
export async function exchangeText(path: string, request: RequestInit = {}): Promise<Answer> {
  const headers = { [PAGE_HEADER]: '1', ...request.headers }
  try {
    const response = await fetch(path, {
      ...request,
      headers,
      cache: 'no-store',
      redirect: 'error',
    })
    const mediaType = response.headers.get('Content-Type') ?? ''
    return { status: response.status, mediaType, body: await response.text() }
  } catch (caught) {
    if (request.signal?.aborted) throw caught
    throw new ProblemError({ kind: 'no-connection' })
  }
}
