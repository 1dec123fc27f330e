import { type ContentHash, readRefusal } from '../api/contract.ts'
import type { HeaderList } from '../api/credential.ts'
import { redact, redactAll, withoutSecret } from '../api/key.ts'
import type { Problem } from '../api/problem.ts'
import { BODY_LIMIT, type Exchange, type ResponseFacts, redactHeaders } from './exchange.ts'
import {
  decodeReportedHeaders,
  REPORTED_HEADERS_HEADER,
  REQUEST_ID_HEADER,
  type ReportedHeaders,
} from './refdrop-headers.ts'

/** A call as `http/` observed it, with keys. Becomes an {@link Exchange} before it is stored. */
export interface ObservedCall {
  /** Start, in milliseconds since 1970. */
  at: number
  method: string
  /** On our own origin: `/api/v1/files`. */
  path: string
  /** The headers that the page set. */
  headers: HeaderList
  /** `text` is set for a JSON body. */
  body?: { size: number; hash?: ContentHash | undefined; text?: string | undefined } | undefined
  /** The file of the list that an ordinary upload sends. */
  upload?: { id: number; path: string; hash: ContentHash } | undefined
  response?: { status: number; headers: HeaderList; body: string } | undefined
  failure?: Problem | 'aborted' | undefined
  /** Milliseconds since the start of the call, as in `Timing`. */
  sent?: number | undefined
  answered?: number | undefined
  ended: number
}

/** Facts about a call that only the page knows. */
export type CallContext = Pick<Exchange, 'id' | 'purpose' | 'gateway' | 'subject' | 'test'> & {
  /** The gateway's own URL. */
  url: string
  /** Milliseconds, as in `Timing`. */
  waited?: number | undefined
  hashed?: number | undefined
}

/** Headers between the page and our server. The gateway never gets them. */
const OURS = /^x-refdrop-/i

/** Creates the record of a call that may be shown and stored: keys are masked. */
export function toExchange(seen: ObservedCall, context: CallContext): Exchange {
  const { url, waited, hashed, ...rest } = context
  const { at, method, body, response, ended } = seen
  const headers = response?.headers ?? []
  const told = decodeReportedHeaders(headerOf(headers, REPORTED_HEADERS_HEADER) ?? null)
  const asked = seen.headers.filter(([name]) => !OURS.test(name))
  const credential = (headerOf(seen.headers, 'Authorization') ?? '').replace(/^\S+ /, '')
  const hide = (text: string) => withoutSecret(redact(text), credential)
  const described = response && describeResponse(response, told, hide)
  const isGateways = described?.from !== 'server'
  const exchange: Exchange = {
    ...rest,
    at,
    requestId: headerOf(headers, REQUEST_ID_HEADER),
    request: {
      method,
      url,
      headers: redactHeaders(told?.sent ?? asked),
      isAsSent: told !== undefined,
      ...(body && { body: describeBody(body) }),
    },
    response: described,
    failure: seen.failure ?? (isGateways ? undefined : response && problemIn(response)),
    timing: {
      waited,
      hashed,
      ...timesOfServer(headerOf(headers, 'Server-Timing'), seen.sent),
      // A response of our own server is not a response of the gateway.
      answered: isGateways ? seen.answered : undefined,
      ended,
    },
  }
  return { ...redactAll(exchange, hide), subject: exchange.subject }
}

/** Omits the text of a long JSON body, because a truncated one cannot be sent again. */
function describeBody(body: NonNullable<ObservedCall['body']>): Exchange['request']['body'] {
  const { text, ...facts } = body
  return text === undefined || text.length > BODY_LIMIT ? facts : body
}

/** The problem that our server reports when there is no response from the gateway. */
function problemIn({ status, headers, body }: NonNullable<ObservedCall['response']>) {
  if (status < 300) return undefined
  return readRefusal({ status, mediaType: headerOf(headers, 'Content-Type') ?? '', body })
}

function describeResponse(
  { status, headers, body }: NonNullable<ObservedCall['response']>,
  told: ReportedHeaders | undefined,
  hide: (text: string) => string,
): ResponseFacts {
  // Masks keys before truncating, because a truncated key may not be recognized.
  const text = hide(body)
  return {
    status,
    headers: redactHeaders(told?.got ?? headers.filter(([name]) => !OURS.test(name))),
    body: text.slice(0, BODY_LIMIT),
    length: text.length,
    from: told && !told.got ? 'server' : 'gateway',
  }
}

/** The first value of a header. Ignores the case of the name. */
export function headerOf(headers: HeaderList, name: string): string | undefined {
  const wanted = name.toLowerCase()
  return headers.find(([other]) => other.toLowerCase() === wanted)?.[1]
}

/**
 * Reads our server's `Server-Timing: connect;dur=12.5, sent;dur=80`. It holds when the connection
 * was ready, and when the request was sent.
 *
 * @param sentByPage fallback when there is no such header, in milliseconds
 */
function timesOfServer(field: string | undefined, sentByPage: number | undefined) {
  if (field === undefined) return { connected: undefined, sent: sentByPage }
  const durationOf = (name: string) => {
    const [, duration] = new RegExp(`(?:^|,)\\s*${name};dur=(\\d+(?:\\.\\d+)?)`).exec(field) ?? []
    return duration === undefined ? undefined : Number(duration)
  }
  return { connected: durationOf('connect'), sent: durationOf('sent') }
}
