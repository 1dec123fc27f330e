import { type ContentHash, readUploaded } from '../api/contract.ts'
import { redact, withoutSecret } from '../api/key.ts'
import { asProblem, type Problem } from '../api/problem.ts'
import {
  BODY_LIMIT,
  type Exchange,
  type HeaderList,
  type ResponseFacts,
  redactAll,
  redactHeaders,
} from './exchange.ts'
import {
  decodeReportedHeaders,
  REPORTED_HEADERS_HEADER,
  REQUEST_ID_HEADER,
  type ReportedHeaders,
} from './refdrop-headers.ts'

/** What a door to the network saw of a call, with keys: it is made an {@link Exchange} at once. */
export interface ObservedCall {
  /** When it began, in milliseconds since 1970. */
  at: number
  method: string
  /** On our own origin: `/api/v1/files`. */
  path: string
  /** As the page asked for them. */
  headers: HeaderList
  body?: { size: number; hash?: ContentHash | undefined } | undefined
  /** The file of the list that an ordinary upload sends. */
  upload?: { id: number; path: string; hash: ContentHash } | undefined
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
      ...(body && { body }),
    },
    response: described,
    failure: seen.failure ?? (isGateways ? undefined : response && problemIn(response)),
    timing: {
      waited,
      hashed,
      ...timesOfServer(headerOf(headers, 'Server-Timing'), seen.sent),
      // What our server says in the gateway's place is no answer of it.
      answered: isGateways ? seen.answered : undefined,
      ended,
    },
  }
  return { ...redactAll(exchange, hide), subject: exchange.subject }
}

/** Our server answers in the gateway's place to tell why there is no answer of it. */
function problemIn({ status, headers, body }: NonNullable<ObservedCall['response']>) {
  try {
    readUploaded({ status, mediaType: headerOf(headers, 'Content-Type') ?? '', body })
    return undefined
  } catch (caught) {
    return asProblem(caught)
  }
}

function describeResponse(
  { status, headers, body }: NonNullable<ObservedCall['response']>,
  told: ReportedHeaders | undefined,
  hide: (text: string) => string,
): ResponseFacts {
  // Before it is cut: half a key is told by no more than its end.
  const text = hide(body)
  return {
    status,
    headers: redactHeaders(told?.got ?? headers.filter(([name]) => !OURS.test(name))),
    body: text.slice(0, BODY_LIMIT),
    length: text.length,
    from: told && !told.got ? 'server' : 'gateway',
  }
}

/** The value of a header, whatever the case of its name. */
export function headerOf(headers: HeaderList, name: string): string | undefined {
  const wanted = name.toLowerCase()
  return headers.find(([other]) => other.toLowerCase() === wanted)?.[1]
}

/**
 * When the gateway could be written to, and when every byte was out, by our server's
 * `Server-Timing: connect;dur=12.5, sent;dur=80`. Where it tells nothing, the page knows only when
 * it was done itself.
 *
 * @param sentByPage milliseconds
 */
function timesOfServer(field: string | undefined, sentByPage: number | undefined) {
  if (field === undefined) return { connected: undefined, sent: sentByPage }
  const durationOf = (name: string) => {
    const [, duration] = new RegExp(`(?:^|,)\\s*${name};dur=(\\d+(?:\\.\\d+)?)`).exec(field) ?? []
    return duration === undefined ? undefined : Number(duration)
  }
  return { connected: durationOf('connect'), sent: durationOf('sent') }
}
