import type { HeaderList } from '../../api/credential.ts'
import type { Exchange, ResponseFacts } from '../exchange.ts'
import { headerOf } from '../observed-call.ts'
import { timePhases } from '../timing-phases.ts'
import { describeBody, describeFailure } from './describe-call.ts'
import { harUrlOf } from './har-url.ts'
import { reasonPhraseOf } from './reason-phrase.ts'
import { words } from './words.ts'

/** Our server calls the gateway with this version. */
const HTTP_VERSION = 'HTTP/1.1'

/** The format's value for an unknown size, and for a phase that did not happen. */
const NONE = -1

export type HarEntry = ReturnType<typeof harEntryOf>

/**
 * One call as an entry of an HTTP Archive. `blocked` is the time before the call, in which the file
 * waited and was hashed. `startedDateTime` is the start of the wait. Fields with an underscore are
 * custom fields, or those of browsers (`_error`, `_resourceType`).
 */
export function harEntryOf(exchange: Exchange) {
  const { timings, time } = timingsOf(exchange)
  const start = exchange.at - Math.max(0, timings.blocked)
  return {
    startedDateTime: new Date(start).toISOString(),
    time,
    request: requestOf(exchange),
    response: responseOf(exchange),
    cache: {},
    timings,
    _resourceType: 'fetch',
    _purpose: exchange.purpose,
    ...(exchange.requestId !== undefined && { _requestId: exchange.requestId }),
    ...(exchange.subject && { _file: exchange.subject.path }),
    ...(exchange.test && { _test: [...exchange.test] }),
  }
}

function requestOf(exchange: Exchange) {
  const { method, url, headers, isAsSent, body } = exchange.request
  return {
    method,
    ...harUrlOf(url),
    httpVersion: HTTP_VERSION,
    cookies: [],
    headers: nameHeaders(headers),
    headersSize: NONE,
    bodySize: body?.size ?? 0,
    ...(body && {
      postData: {
        mimeType: headerOf(headers, 'Content-Type') ?? '',
        text: body.text ?? '',
        ...(body.text === undefined && { comment: describeBody(exchange) }),
      },
    }),
    ...(!isAsSent && { comment: words.headersAsAsked }),
  }
}

function responseOf(exchange: Exchange) {
  const { response } = exchange
  const failure = describeFailure(exchange)
  const comments = [response?.from === 'server' && words.answeredByServer, failure].filter(
    (comment) => typeof comment === 'string',
  )
  const headers = response?.headers ?? []
  return {
    status: response?.status ?? 0,
    statusText: response ? reasonPhraseOf(response.status) : '',
    httpVersion: HTTP_VERSION,
    cookies: [],
    headers: nameHeaders(headers),
    content: contentOf(response),
    redirectURL: '',
    headersSize: NONE,
    bodySize: response ? (contentLength(headers) ?? NONE) : 0,
    ...(comments.length > 0 && { comment: comments.join(' ') }),
    ...(failure !== undefined && { _error: failure }),
  }
}

function contentOf(response: ResponseFacts | undefined) {
  const { headers, body, length } = response ?? { headers: [], body: '', length: 0 }
  const isCut = length > body.length
  const shown = new TextEncoder().encode(body).length
  return {
    size: isCut ? Math.max(shown, contentLength(headers) ?? Math.ceil(length)) : shown,
    mimeType: headerOf(headers, 'Content-Type') ?? 'x-unknown',
    text: body,
    ...(isCut && { comment: words.firstCharacters(body.length, length) }),
  }
}

/** Reads `Content-Length`, in bytes. */
function contentLength(headers: HeaderList): number | undefined {
  const text = headerOf(headers, 'Content-Length') ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

function nameHeaders(headers: HeaderList) {
  return headers.map(([name, value]) => ({ name, value }))
}

/** In milliseconds. `time` is the sum of the phases that happened. */
function timingsOf(exchange: Exchange) {
  const durations = new Map(
    timePhases(exchange).phases.map(({ name, duration }) => [name, duration]),
  )
  const round = (milliseconds: number) => Math.round(milliseconds * 1000) / 1000
  const [waited, hashed] = [durations.get('waiting'), durations.get('hashing')]
  const isBlocked = waited !== undefined || hashed !== undefined
  const timings = {
    blocked: isBlocked ? round((waited ?? 0) + (hashed ?? 0)) : NONE,
    dns: NONE,
    connect: round(durations.get('connecting') ?? NONE),
    ssl: NONE,
    send: round(durations.get('sending') ?? 0),
    wait: round(durations.get('answering') ?? 0),
    receive: round(durations.get('reading') ?? 0),
  }
  const time = Object.values(timings).reduce((sum, value) => sum + Math.max(0, value), 0)
  return { timings, time }
}
