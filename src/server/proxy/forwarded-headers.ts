import { authorization } from '../../core/api/credential.ts'
import type { Caller } from '../http/caller.ts'
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

/** Header fields by their names in lower case. */
export type HeaderFields = Record<string, string | string[] | undefined>

interface CallFacts {
  method: string
  hasBody: boolean
  caller: Caller
  /** This server's own key, if it has one. */
  serverKey: string | null
}

/** Other schemes, such as Basic, authorize at a web server in front. A list has commas. */
const BEARER = /^bearer(?: [^,]*)?$/i

/**
 * Selects the headers of a call. Only `Bearer` counts as a key. Adds the server key only for this
 * server's page.
 */
export function headersForUpstream(
  headers: Readonly<HeaderFields>,
  { method, hasBody, caller, serverKey }: CallFacts,
): HeaderFields {
  const sent: HeaderFields = { ...pick(headers, isForUpstream), 'accept-encoding': 'identity' }
  if (!BEARER.test(String(sent.authorization))) delete sent.authorization
  if (serverKey !== null && sent.authorization === undefined && caller === 'this-page') {
    sent.authorization = authorization(serverKey)
  }
  if (hasBody) return sent
  // Without a body, the browser's length would make the upstream wait for one.
  delete sent['content-length']
  return method === 'POST' ? { ...sent, 'content-length': '0' } : sent
}

/** Selects headers for a body that is forwarded decoded and in UTF-8. */
export function headersForPage(headers: Readonly<HeaderFields>): HeaderFields {
  const passed = pick(headers, (name) => TO_PAGE.has(name) || RATE_LIMIT.test(name))
  // The page compares times with `Date`. If it is invalid, this server writes its own.
  if (Number.isNaN(Date.parse(String(headers.date ?? '')))) delete passed.date
  const type = headers['content-type']
  return type === undefined ? passed : { ...passed, 'content-type': withUtf8(String(type)) }
}

function pick(headers: Readonly<HeaderFields>, allows: (name: string) => boolean): HeaderFields {
  const picked: HeaderFields = {}
  for (const name in headers) if (allows(name)) picked[name] = headers[name]
  return picked
}
