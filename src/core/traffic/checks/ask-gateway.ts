import { PATHS, readReason } from '../../api/contract.ts'
import { explain } from '../../api/explain.ts'
import { parseJson } from '../../text/parse-json.ts'
import { headerOf } from '../observed-call.ts'
import type { CheckContext, CheckedCall, CheckRequest } from './check.ts'
import { fail, Judged, notApplicable } from './verdict.ts'

/** A call that the gateway, or whoever serves its files, answered. */
export interface Asked extends CheckedCall {
  status: number
  /** By its `Content-Type`; empty where there is none. */
  mediaType: string
  /** Its body, as text. */
  body: string
}

/** An upload of these bytes. @param announced what `X-Content-Hash` says; undefined leaves it out */
export function uploadOf(
  body: Uint8Array<ArrayBuffer>,
  announced?: string,
  key: CheckRequest['key'] = 'own',
): CheckRequest {
  const type = ['Content-Type', 'application/octet-stream'] as const
  const headers = announced === undefined ? [type] : [type, ['X-Content-Hash', announced] as const]
  return { method: 'POST', target: PATHS.files, key, headers, body }
}

/**
 * Makes a call that is to be judged by its answer.
 *
 * @throws {Judged} where there is no answer, or where key, balance or rate limit had the word
 */
export async function askGateway(context: CheckContext, request: CheckRequest): Promise<Asked> {
  const call = await context.call(request)
  const { response, failure } = call.exchange
  if (failure !== undefined && failure !== 'aborted' && failure.kind === 'not-fetched') {
    throw new Judged(fail(`Nothing came from the URL: ${failure.reason}`))
  }
  const body = new TextDecoder().decode(call.bytes)
  if (response?.from === 'server') {
    const reason = `There was no answer of the gateway: ${readReason(response.status, body)}`
    throw new Judged(notApplicable(reason), true)
  }
  if (!response || failure !== undefined) {
    const what = failure === undefined || failure === 'aborted' ? '' : `: ${explain(failure).what}`
    throw new Judged(notApplicable(`There was no answer${what}.`), true)
  }
  const { status } = response
  const mediaType = headerOf(response.headers, 'Content-Type') ?? ''
  const asked = { ...call, status, mediaType, body }
  const obstacle = findObstacle(asked, request, context)
  if (obstacle !== undefined) throw new Judged(notApplicable(obstacle))
  return asked
}

/** What kept the gateway from coming to what is checked. */
function findObstacle(
  asked: Asked,
  { key }: CheckRequest,
  { known }: CheckContext,
): string | undefined {
  const { status } = asked
  if (status === 429) return `The rate limit was met: ${describeAnswer(asked)}.`
  if (key !== 'own') return undefined
  if (status === 402) return `The balance is too low: ${describeAnswer(asked)}.`
  if (status !== known.keyRefusedWith) return undefined
  return `The key is refused, so this could not be seen: ${describeAnswer(asked)}.`
}

/** `the answer was 500 InternalError: Out of disk`, as far as it says more than its status. */
export function describeAnswer({ status, body }: Pick<Asked, 'status' | 'body'>): string {
  const data = parseJson(body)
  const said = readReason(status, body).replace(/\.$/, '')
  const code =
    isRecord(data) && typeof data.error === 'string' ? ` ${data.error.slice(0, 200)}` : ''
  const isSilent = said === `The answer was ${status}`
  return `the answer was ${status}${isSilent ? '' : `${code}: ${said}`}`
}

/** In what a body is not the documented error; undefined where it is. */
export function findShapeFlaw({ mediaType, body }: Asked): string | undefined {
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

export function isSuccess({ status }: Pick<Asked, 'status'>): boolean {
  return status >= 200 && status < 300
}
