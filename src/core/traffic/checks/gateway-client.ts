import { readError, readReason } from '../../api/contract.ts'
import { explainInFull } from '../../api/explain.ts'
import { ROUTES_1 } from '../../api/v1/routes-v1.ts'
import { parseJson } from '../../text/parse-json.ts'
import { headerOf } from '../observed-call.ts'
import type { CheckContext, CheckedCall, CheckRequest } from './check.ts'
import { EarlyResult, fail, notApplicable } from './check-result.ts'
import { words } from './words.ts'

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
  return { method: 'POST', target: ROUTES_1.send.path, key, headers, body }
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
    throw new EarlyResult(fail(words.nothingFromUrl(failure.reason)))
  }
  const body = new TextDecoder().decode(call.bytes)
  if (response?.from === 'server') {
    const reason = words.noAnswerOfGateway(readReason(response.status, body))
    throw new EarlyResult(notApplicable(reason), true)
  }
  if (!response || failure !== undefined) {
    const isKnown = failure !== undefined && failure !== 'aborted'
    const why = isKnown ? explainInFull(failure) : undefined
    throw new EarlyResult(notApplicable(words.noAnswer(why)), true)
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
  if (status === 429) return words.rateLimited(describeResponse(response))
  if (key !== 'own') return undefined
  if (status === 402) return words.noBalance(describeResponse(response))
  if (status !== known.keyRefusedWith) return undefined
  return words.keyRejectedBefore(describeResponse(response))
}

/** `the answer was 500 InternalError: Out of disk`. Only the status when the body has no reason. */
export function describeResponse({ status, body }: Pick<CheckResponse, 'status' | 'body'>): string {
  const data = parseJson(body)
  const message = readError(body)?.message.replace(/\.$/, '')
  const code = isRecord(data) && typeof data.error === 'string' ? data.error.slice(0, 200) : ''
  const answer = words.answer(status)
  return message === undefined ? answer : words.answerWith(answer, code, message)
}

/** How a body differs from the documented error. Undefined when it conforms. */
export function findErrorFlaw({ mediaType, body }: CheckResponse): string | undefined {
  if (!/\bjson\b/i.test(mediaType)) {
    return words.errorType(mediaType.slice(0, 200))
  }
  const data = parseJson(body)
  if (!isRecord(data)) return words.errorNoObject
  const wrong = ['error', 'message'].filter((name) => typeof data[name] !== 'string')
  return wrong.length === 0 ? undefined : words.errorFields(wrong)
}

export function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data)
}

export function isSuccess({ status }: Pick<CheckResponse, 'status'>): boolean {
  return status >= 200 && status < 300
}
