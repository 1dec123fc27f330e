import { readNotFetched } from '../core/api/contract.ts'
import {
  type Access,
  accessHeaders,
  type HeaderList,
  UPSTREAM_HEADER,
} from '../core/api/credential.ts'
import type { Problem } from '../core/api/problem.ts'
import { FETCHED_PATH, PAGE_HEADER } from '../core/api/server-info.ts'
import { BAD_KEY, type CheckRequest } from '../core/traffic/checks/check.ts'
import type { ObservedCall } from '../core/traffic/observed-call.ts'
import { bodyAsText, pathOfUrl, restoreFetchedHeaders } from './fetched-response.ts'
import { findOther } from './other-upstream.ts'
import { onSite } from './site.ts'

/** Seconds in which a call without a body must end. */
const TIMEOUT = 120

/** Assumed minimum upload rate of a body, in bytes a second. */
const SLOWEST = 1e6

/** Size of the repeated block of zeros that fills a body, in bytes. */
const FILLING = 1_048_576

/**
 * Makes one call for a check. A failed call does not reject: `seen` has its failure.
 *
 * @param base path of the gateway on our origin, without `/v1`
 * @throws {DOMException} the reason of `signal` when it fires
 */
export async function checkCall(
  base: string,
  access: Access,
  request: CheckRequest,
  signal: AbortSignal,
): Promise<{ seen: ObservedCall; bytes: Uint8Array<ArrayBuffer> }> {
  signal.throwIfAborted()
  const { method, target, body, size = body?.length ?? 0 } = request
  const path = target.startsWith('/') ? base + target : pathOfUrl(target)
  const isFetched = path.startsWith(`${FETCHED_PATH}?`)
  const key = { own: access.key, bad: BAD_KEY, none: undefined }[request.key]
  const headers: HeaderList = [...request.headers, ...accessHeaders({ ...access, key })]
  const began = performance.now()
  const time = () => performance.now() - began
  const seen = { at: Date.now(), method, path, headers, ...(body && { body: { size } }) }
  const seconds = Math.round(TIMEOUT + size / SLOWEST)
  const timeout = AbortSignal.timeout(seconds * 1000)
  try {
    const answer = await fetch(onSite(path), {
      method,
      headers: [
        ...headers.map(([name, value]) => [name, value] as [string, string]),
        [PAGE_HEADER, '1'],
      ],
      ...(body && { body: fillUp(body, size) }),
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.any([signal, timeout]),
    })
    const answered = time()
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const { status } = answer
    const received =
      isFetched && answer.ok ? restoreFetchedHeaders([...answer.headers]) : [...answer.headers]
    const shown = await bodyAsText(new Blob([bytes]), received)
    const response = { status, headers: received, body: shown }
    const failure: Problem | undefined =
      isFetched && !answer.ok
        ? readNotFetched(status, response.body)
        : findOther(answer.headers.get(UPSTREAM_HEADER))
    return { seen: { ...seen, response, failure, answered, ended: time() }, bytes }
  } catch {
    signal.throwIfAborted()
    const failure: Problem = timeout.aborted
      ? { kind: 'no-answer', seconds }
      : { kind: 'no-connection' }
    return { seen: { ...seen, failure, ended: time() }, bytes: new Uint8Array() }
  }
}

/** Fills the body up with zeros. The parts of a Blob share their bytes, so 200 MB take 1 MB. */
function fillUp(body: Uint8Array<ArrayBuffer>, size: number): Blob {
  const rest = size - body.length
  const part = new Blob([new Uint8Array(Math.min(rest, FILLING))])
  const parts = Array.from({ length: Math.floor(rest / FILLING) }, () => part)
  return new Blob([body, ...parts, part.slice(0, rest % FILLING)])
}
