import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'
import { withUtf8 } from './decode-text.ts'

/**
 * All that the upstream learns from a browser. A list of what may pass, not of what may
 * not: cookies, origin, referrer and the next invention stay here by themselves.
 * `Accept-Encoding` is ours, so that answers come as plain JSON.
 */
const TO_UPSTREAM = new Set([
  'authorization',
  'x-content-hash',
  'content-type',
  // A gateway that is not told that a body is encoded would keep it as the file.
  'content-encoding',
  'content-length',
  'user-agent',
  'accept',
  'accept-language',
])

/** All that the page learns from the upstream's headers, beside those of rate limits. */
const TO_PAGE = new Set([
  'content-type',
  'content-language',
  'retry-after',
  'date',
  'x-request-id',
  'cf-ray',
])

const RATE_LIMIT = /^(x-)?ratelimit(-|$)/

/** @param name in lower case */
export function isForUpstream(name: string): boolean {
  return TO_UPSTREAM.has(name)
}

export function headersForUpstream(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  return { ...pick(headers, isForUpstream), 'accept-encoding': 'identity' }
}

/** For a body that is passed on decoded, and in UTF-8. */
export function headersForPage(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const passed = pick(headers, (name) => TO_PAGE.has(name) || RATE_LIMIT.test(name))
  // Moments are compared with it. Where it is none, Node writes its own.
  if (Number.isNaN(Date.parse(headers.date ?? ''))) delete passed.date
  const type = headers['content-type']
  return type === undefined ? passed : { ...passed, 'content-type': withUtf8(type) }
}

function pick(headers: IncomingHttpHeaders, may: (name: string) => boolean): OutgoingHttpHeaders {
  const picked: OutgoingHttpHeaders = {}
  for (const name in headers) if (may(name)) picked[name] = headers[name]
  return picked
}
