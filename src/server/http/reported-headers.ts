import type { IncomingMessage, ServerResponse } from 'node:http'
import { withoutSecret } from '../../core/api/key.ts'
import { type HeaderList, redactHeaders } from '../../core/traffic/exchange.ts'
import {
  encodeReportedHeaders,
  REPORTED_HEADERS_HEADER,
  type ReportedHeaders,
} from '../../core/traffic/refdrop-headers.ts'
import { callerOf } from './same-origin.ts'

/** Characters of the header at most: clients take some 16,000 of all headers together. */
const HEADER_LIMIT = 12_288

/** Characters of a value at most, where there is too much to tell. */
const LONGEST_VALUE = 200

/** Headers that only page and server use between them. */
const OURS = /^x-refdrop-/i

/**
 * Puts what was sent and got into the answer, without whole keys and cookies. Only this
 * server's own page is told. To be called before the head of the answer goes out.
 */
export function reportHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  told: ReportedHeaders,
): void {
  if (callerOf(request) !== 'this-page') return
  const credential = credentialIn(told.sent)
  const sent = hideSecrets(told.sent, credential)
  const got = told.got && hideSecrets(told.got, credential)
  response.setHeader(REPORTED_HEADERS_HEADER, encodeBriefly({ sent, ...(got && { got }) }))
}

/** Names and values, out of the list in which Node has them by turns. */
export function pairsOf(rawHeaders: readonly string[]): HeaderList {
  return rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : [],
  )
}

/** Long values are cut where it would be too much, and the last headers go where it still is. */
function encodeBriefly(told: ReportedHeaders): string {
  const whole = encodeReportedHeaders(told)
  if (whole.length <= HEADER_LIMIT) return whole
  let { sent, got } = { sent: cutValues(told.sent), got: told.got && cutValues(told.got) }
  for (;;) {
    const brief = encodeReportedHeaders({ sent, ...(got && { got }) })
    if (brief.length <= HEADER_LIMIT) return brief
    if (got !== undefined && got.length > 0) got = got.slice(0, got.length / 2)
    else sent = sent.slice(0, sent.length / 2)
  }
}

function cutValues(headers: HeaderList): HeaderList {
  return headers.map(([name, value]) => {
    return [name, value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value]
  })
}

/** The key that was sent, or whatever stood in its place. */
export function credentialIn(sent: HeaderList): string {
  const value = sent.find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? ''
  return value.replace(/^\S+ +/, '')
}

/**
 * Who answers may repeat the key in any header, also in a notation in which it does not begin
 * with `varg_`: then it is found by its secret part.
 */
function hideSecrets(headers: HeaderList, credential: string): HeaderList {
  const hide = (text: string) => withoutSecret(text, credential)
  return redactHeaders(headers)
    .filter(([name]) => !OURS.test(name))
    .map(([name, value]) => [hide(name), hide(value)])
}
