import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'
import { withUtf8 } from './decode-text.ts'

/**
 * The request headers that the proxy forwards. An allow list keeps back cookies, origin, referrer
 * and any future header. The proxy sets `Accept-Encoding` itself, so that responses are plain JSON.
 */
const TO_UPSTREAM = new Set([
  'authorization',
  'x-content-hash',
  'x-filename',
  'content-type',
  // Without it, a gateway would store an encoded body as the file.
  'content-encoding',
  'content-length',
  'user-agent',
  'accept',
  'accept-language',
])

/** The response headers that the page receives, in addition to those of rate limits. */
const TO_PAGE = new Set([
  'content-type',
  'content-language',
  'retry-after',
  'date',
  'x-request-id',
  'cf-ray',
])

const RATE_LIMIT = /^(x-)?ratelimit(-|$)/

/** @param name lower case */
export function isForUpstream(name: string): boolean {
  return TO_UPSTREAM.has(name)
}

export function headersForUpstream(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  return { ...pick(headers, isForUpstream), 'accept-encoding': 'identity' }
}

/** Selects headers for a body that is forwarded decoded and in UTF-8. */
export function headersForPage(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const passed = pick(headers, (name) => TO_PAGE.has(name) || RATE_LIMIT.test(name))
  // The page compares times with `Date`. If it is invalid, Node writes its own.
  if (Number.isNaN(Date.parse(headers.date ?? ''))) delete passed.date
  const type = headers['content-type']
  return type === undefined ? passed : { ...passed, 'content-type': withUtf8(type) }
}

function pick(
  headers: IncomingHttpHeaders,
  allows: (name: string) => boolean,
): OutgoingHttpHeaders {
  const picked: OutgoingHttpHeaders = {}
  for (const name in headers) if (allows(name)) picked[name] = headers[name]
  return picked
}
