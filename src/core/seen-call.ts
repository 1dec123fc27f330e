import { decodeTold, REQUEST_ID_HEADER, TOLD_HEADER } from './bench-headers.ts'
import type { ContentHash } from './contract.ts'
import {
  BODY_LIMIT,
  type Exchange,
  type HeaderList,
  type ResponseFacts,
  redact,
  redactAll,
  redactHeaders,
} from './exchange.ts'
import type { Problem } from './problem.ts'

/** What a door to the network saw of a call, with keys: it is made an {@link Exchange} at once. */
export interface SeenCall {
  /** When it began, in milliseconds since 1970. */
  at: number
  method: string
  /** On our own origin: `/api/v1/files`. */
  path: string
  /** As the page asked for them. */
  headers: HeaderList
  body?: { size: number; hash?: ContentHash | undefined } | undefined
  response?: { status: number; headers: HeaderList; body: string } | undefined
  failure?: Problem | 'aborted' | undefined
  /** Milliseconds after its beginning, as in `Timing`. */
  sent?: number | undefined
  answered?: number | undefined
  ended: number
}

/** What the page knows of a call that nobody on the way saw. */
export type CallContext = Pick<Exchange, 'id' | 'purpose' | 'gateway' | 'subject' | 'test'> & {
  /** The URL as programs ask for it. */
  url: string
  /** Milliseconds, as in `Timing`. */
  waited?: number | undefined
  hashed?: number | undefined
}

/** Headers that only page and server use between them. */
const OURS = /^x-refdrop-/i

/** Everything of a call that may be shown and kept. */
export function toExchange(seen: SeenCall, context: CallContext): Exchange {
  const { url, waited, hashed, ...rest } = context
  const { at, method, body, response, failure, sent, answered, ended } = seen
  const headers = response?.headers ?? []
  const told = decodeTold(headerOf(headers, TOLD_HEADER) ?? null)
  const connected = connectionTime(headerOf(headers, 'Server-Timing'))
  const asked = seen.headers.filter(([name]) => !OURS.test(name))
  return {
    ...rest,
    at,
    requestId: headerOf(headers, REQUEST_ID_HEADER),
    request: {
      method,
      url: redact(url),
      headers: redactHeaders(told?.sent ?? asked),
      isAsSent: told !== undefined,
      ...(body && { body }),
    },
    response: response && describeResponse(response, told?.got),
    failure: redactAll(failure),
    timing: { waited, hashed, connected, sent, answered, ended },
  }
}

function describeResponse(
  { status, headers, body }: NonNullable<SeenCall['response']>,
  got: HeaderList | undefined,
): ResponseFacts {
  // Before it is cut: half a key is told by no more than its end.
  const text = redact(body)
  const isFromServer = got === undefined && headerOf(headers, TOLD_HEADER) !== undefined
  return {
    status,
    headers: redactHeaders(got ?? headers.filter(([name]) => !OURS.test(name))),
    body: text.slice(0, BODY_LIMIT),
    length: text.length,
    from: isFromServer ? 'server' : 'gateway',
  }
}

/** The value of a header, whatever the case of its name. */
export function headerOf(headers: HeaderList, name: string): string | undefined {
  const wanted = name.toLowerCase()
  return headers.find(([other]) => other.toLowerCase() === wanted)?.[1]
}

/** Milliseconds until the gateway could be written to, by `Server-Timing: connect;dur=12.5`. */
function connectionTime(timing: string | undefined): number | undefined {
  const [, duration] = /(?:^|,)\s*connect;dur=(\d+(?:\.\d+)?)/.exec(timing ?? '') ?? []
  return duration === undefined ? undefined : Number(duration)
}
