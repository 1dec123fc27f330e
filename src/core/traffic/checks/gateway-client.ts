import { readError, readReason } from '../../api/contract.ts'
import type { HeaderList } from '../../api/credential.ts'
import { ERROR_MEMBERS } from '../../api/error-members.ts'
import { explainInFull } from '../../api/explain.ts'
import type { Call } from '../../api/gateway-call.ts'
import { asProblem } from '../../api/problem.ts'
import { pathTo } from '../../api/route.ts'
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

const RATE_LIMIT = /^(x-)?ratelimit-/i

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
  const { status, headers } = response
  const mediaType = headerOf(headers, 'Content-Type') ?? ''
  if (request.key !== 'none' && headers.some(([name]) => RATE_LIMIT.test(name))) {
    context.known.limited.push(call.exchange)
  }
  const received = { ...call, status, mediaType, body }
  const obstacle = findObstacle(received, request, context)
  if (obstacle !== undefined) throw new EarlyResult(notApplicable(obstacle))
  return received
}

/**
 * Makes a call and reads its response as the page does.
 *
 * @throws {EarlyResult} for any response but a success that conforms to the contract
 */
export async function makeCall<Given, Result>(
  context: CheckContext,
  { route, parts, read }: Call<Given, Result>,
  given: Given,
): Promise<{ result: Result; response: CheckResponse }> {
  const target = pathTo(route, parts(given))
  const headers: HeaderList = []
  const response = await sendRequest(context, { method: route.method, target, key: 'own', headers })
  if (response.status !== 200) {
    throw new EarlyResult(fail(words.otherStatus([200], describeResponse(response))))
  }
  try {
    return { result: read(response), response }
  } catch (caught) {
    throw new EarlyResult(fail(`${explainInFull(asProblem(caught))}.`))
  }
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
  const error = readError(body)
  const answer = words.answer(status)
  return error ? words.answerWith(answer, error.code, error.message.replace(/\.$/, '')) : answer
}

/** How a body differs from the version's error format. Undefined when it conforms. */
export function findErrorFlaw(
  { mediaType, body }: CheckResponse,
  { version }: Pick<CheckContext, 'version'>,
): string | undefined {
  if (!/\bjson\b/i.test(mediaType)) {
    return words.errorType(mediaType.slice(0, 200))
  }
  const data = parseJson(body)
  if (!isRecord(data)) return words.errorNoObject
  const wrong = ERROR_MEMBERS[version].filter((name) => typeof memberOf(data, name) !== 'string')
  return wrong.length === 0 ? undefined : words.errorFields(wrong)
}

/** @param name with dots between the names of nested members */
function memberOf(data: unknown, name: string): unknown {
  return name.split('.').reduce((value, part) => (isRecord(value) ? value[part] : undefined), data)
}

export function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data)
}

export function isSuccess({ status }: Pick<CheckResponse, 'status'>): boolean {
  return status >= 200 && status < 300
}
