import { PATHS, readReason } from '../../api/contract.ts'
import { explain } from '../../api/explain.ts'
import { parseJson } from '../../text/parse-json.ts'
import { headerOf } from '../observed-call.ts'
import type { CheckContext, CheckedCall, CheckRequest } from './check.ts'
import { EarlyResult, fail, notApplicable } from './check-result.ts'

/** A call with a response from the gateway, or from the host of its files. */
export interface CheckResponse extends CheckedCall {
  status: number
  /** The `Content-Type`. Empty when the header is missing. */
  mediaType: string
  /** The response body as text. */
  body: string
}

/**
 * An upload of these bytes.
 *
 * @param announced value of `X-Content-Hash`. Undefined omits the header.
 */
export function uploadRequest(
  body: Uint8Array<ArrayBuffer>,
  announced?: string,
  key: CheckRequest['key'] = 'own',
): CheckRequest {
  const type = ['Content-Type', 'application/octet-stream'] as const
  const headers = announced === undefined ? [type] : [type, ['X-Content-Hash', announced] as const]
  return { method: 'POST', target: PATHS.files, key, headers, body }
}

/**
 * Makes a call whose response decides a check.
 *
 * @throws {EarlyResult} without a response, or when key, balance or rate limit caused the response
 */
export async function sendRequest(
  context: CheckContext,
  request: CheckRequest,
): Promise<CheckResponse> {
  const call = await context.call(request)
  const { response, failure } = call.exchange
  if (failure !== undefined && failure !== 'aborted' && failure.kind === 'not-fetched') {
    throw new EarlyResult(fail(`Nothing came from the URL: ${failure.reason}`))
  }
  const body = new TextDecoder().decode(call.bytes)
  if (response?.from === 'server') {
    const reason = `There was no answer of the gateway: ${readReason(response.status, body)}`
    throw new EarlyResult(notApplicable(reason), true)
  }
  if (!response || failure !== undefined) {
    const what = failure === undefined || failure === 'aborted' ? '' : `: ${explain(failure).what}`
    throw new EarlyResult(notApplicable(`There was no answer${what}.`), true)
  }
  const { status } = response
  const mediaType = headerOf(response.headers, 'Content-Type') ?? ''
  const received = { ...call, status, mediaType, body }
  const obstacle = findObstacle(received, request, context)
  if (obstacle !== undefined) throw new EarlyResult(notApplicable(obstacle))
  return received
}

/** The reason why the response says nothing about the check. */
function findObstacle(
  response: CheckResponse,
  { key }: CheckRequest,
  { known }: CheckContext,
): string | undefined {
  const { status } = response
  if (status === 429) return `The rate limit was met: ${describeResponse(response)}.`
  if (key !== 'own') return undefined
  if (status === 402) return `The balance is too low: ${describeResponse(response)}.`
  if (status !== known.keyRefusedWith) return undefined
  return `The key is refused, so this could not be seen: ${describeResponse(response)}.`
}

/** `the answer was 500 InternalError: Out of disk`. Only the status when the body has no reason. */
export function describeResponse({ status, body }: Pick<CheckResponse, 'status' | 'body'>): string {
  const data = parseJson(body)
  const reason = readReason(status, body).replace(/\.$/, '')
  const code =
    isRecord(data) && typeof data.error === 'string' ? ` ${data.error.slice(0, 200)}` : ''
  const hasReason = reason !== `The answer was ${status}`
  return `the answer was ${status}${hasReason ? `${code}: ${reason}` : ''}`
}

/** How a body differs from the documented error. Undefined when it conforms. */
export function findErrorFlaw({ mediaType, body }: CheckResponse): string | undefined {
  if (!/\bjson\b/i.test(mediaType)) {
    return `its Content-Type is ${mediaType === '' ? 'missing' : mediaType.slice(0, 200)}, not JSON`
  }
  const data = parseJson(body)
  if (!isRecord(data)) return 'its body is no JSON object'
  const wrong = ['error', 'message'].filter((name) => typeof data[name] !== 'string')
  if (wrong.length === 0) return undefined
  return `${wrong.join(' and ')} ${wrong.length > 1 ? 'are no texts' : 'is no text'}`
}

export function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data)
}

export function isSuccess({ status }: Pick<CheckResponse, 'status'>): boolean {
  return status >= 200 && status < 300
}
