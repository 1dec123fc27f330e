import type { Exchange, HeaderList, ResponseFacts } from '../exchange.ts'
import { headerOf } from '../observed-call.ts'
import { timePhases } from '../timing-phases.ts'
import { describeBody, describeFailure } from './describe-call.ts'
import { harUrlOf } from './har-url.ts'
import { reasonPhraseOf } from './reason-phrase.ts'

/** All calls of the gateway are made with it. */
const HTTP_VERSION = 'HTTP/1.1'

/** What the format says of a size in bytes that is not known, and of a phase that there was not. */
const NONE = -1

export type HarEntry = ReturnType<typeof harEntryOf>

/**
 * One call as an entry of an HTTP Archive. The file waited and was hashed before the call began:
 * that is its `blocked`, and `startedDateTime` is where that began. Names that begin with `_` are
 * ours, as the format allows, or those of browsers (`_error`, `_resourceType`).
 */
export function harEntryOf(exchange: Exchange) {
  const { timings, time } = timingsOf(exchange)
  const began = exchange.at - Math.max(0, timings.blocked)
  return {
    startedDateTime: new Date(began).toISOString(),
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
        text: '',
        comment: describeBody(exchange),
      },
    }),
    ...(!isAsSent && { comment: 'Headers as the page asked for them.' }),
  }
}

function responseOf(exchange: Exchange) {
  const { response } = exchange
  const failure = describeFailure(exchange)
  const comments = [
    response?.from === 'server' && 'Answered by Refdrop’s own server, not by the gateway.',
    failure,
  ].filter((comment) => typeof comment === 'string')
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
    bodySize: response ? (announcedSize(headers) ?? NONE) : 0,
    ...(comments.length > 0 && { comment: comments.join(' ') }),
    ...(failure !== undefined && { _error: failure }),
  }
}

function contentOf(response: ResponseFacts | undefined) {
  const { headers, body, length } = response ?? { headers: [], body: '', length: 0 }
  const isCut = length > body.length
  const shown = new TextEncoder().encode(body).length
  return {
    size: isCut ? Math.max(shown, announcedSize(headers) ?? Math.ceil(length)) : shown,
    mimeType: headerOf(headers, 'Content-Type') ?? 'x-unknown',
    text: body,
    ...(isCut && { comment: `The first ${body.length} of ${length} characters.` }),
  }
}

/** Bytes, by `Content-Length`. */
function announcedSize(headers: HeaderList): number | undefined {
  const text = headerOf(headers, 'Content-Length') ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

function nameHeaders(headers: HeaderList) {
  return headers.map(([name, value]) => ({ name, value }))
}

/** In milliseconds; `time` is the sum of all that there were. */
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
