import type { IncomingMessage } from 'node:http'
import type { ServerCause } from '../../core/api/server-cause.ts'
import { setForwardedProtocol } from './forwarded-protocol.ts'
import { parseAuthority } from './host-list.ts'
import { BAD_TARGET, isPlainTarget } from './request-target.ts'

/** The error response to a request that reaches no handler. */
export interface Refusal {
  status: 400 | 403 | 501 | 503 | 505
  error: string
  message: string
  /** Set if the page has its own message for it. */
  cause?: ServerCause
}

export interface RequestRules {
  isOwnHost: (name: string) => boolean
  /** Whether `X-Forwarded-Host` and `X-Forwarded-Proto` are trusted. */
  behindProxy: boolean
}

const HOW_TO_ALLOW = 'start Refdrop with --allow-host NAME'

/**
 * Rejects a request with an unsupported protocol, a foreign host or an invalid target. Rewrites an
 * accepted request: `url` becomes a path, and `Host` the name that the client uses.
 */
export function checkRequest(request: IncomingMessage, rules: RequestRules): Refusal | undefined {
  return checkProtocol(request) ?? checkHost(request, rules) ?? checkTarget(request)
}

function checkProtocol({ httpVersion, headers }: IncomingMessage): Refusal | undefined {
  if (httpVersion !== '1.1' && httpVersion !== '1.0') {
    const message = 'This server speaks HTTP/1.1 and HTTP/1.0.'
    return { status: 505, error: 'HttpVersionError', message }
  }
  const coding = headers['transfer-encoding']
  if (coding === undefined) return undefined
  if (httpVersion === '1.1' && coding.toLowerCase() === 'chunked') return undefined
  const message = 'This server takes no Transfer-Encoding but chunked, in HTTP/1.1.'
  return { status: 501, error: 'TransferEncodingError', message }
}

function checkHost(request: IncomingMessage, rules: RequestRules): Refusal | undefined {
  const { headers, rawHeaders, url = '' } = request
  const count = rawHeaders.filter((name, at) => at % 2 === 0 && /^host$/i.test(name)).length
  const own = count === 1 ? parseAuthority(headers.host ?? '') : undefined
  if (own === undefined)
    return malformed('A request needs one Host header that is a plain name or address')
  if (!rules.isOwnHost(own.name)) return foreign(own.name)
  // A target in absolute form repeats the host.
  const target = /^https?:\/\/(?<authority>[^/?#]*)(?<path>.*)$/i.exec(url)?.groups
  if (target !== undefined) {
    if (parseAuthority(target.authority ?? '')?.host !== own.host) {
      return malformed('The Host header and the target of a request must name the same host')
    }
    request.url = target.path?.startsWith('/') ? target.path : `/${target.path}`
  }
  headers.host = own.host
  return rules.behindProxy ? readForwarded(request, rules) : undefined
}

/** Each proxy adds a value, and the first comes from the client. All hosts must be this server's. */
function readForwarded(request: IncomingMessage, { isOwnHost }: RequestRules): Refusal | undefined {
  const { headers } = request
  const hosts = valuesOf(headers['x-forwarded-host']).map(parseAuthority)
  for (const host of hosts) {
    if (host === undefined) return malformed('X-Forwarded-Host must be a plain name or address')
    if (!isOwnHost(host.name)) return foreign(host.name)
  }
  if (hosts[0] !== undefined) headers.host = hosts[0].host
  const protocols = valuesOf(headers['x-forwarded-proto']).map((value) => value.toLowerCase())
  for (const protocol of protocols.reverse()) {
    if (protocol !== 'http' && protocol !== 'https') {
      const message = 'X-Forwarded-Proto must be http or https.'
      return { status: 400, error: 'ValidationError', message }
    }
    setForwardedProtocol(request, protocol)
  }
  return undefined
}

function valuesOf(header: string | string[] | undefined): string[] {
  return header === undefined
    ? []
    : String(header)
        .split(',')
        .map((value) => value.trim())
}

function checkTarget({ url = '' }: IncomingMessage): Refusal | undefined {
  return isPlainTarget(url) ? undefined : { status: 400, ...BAD_TARGET }
}

function malformed(rule: string): Refusal {
  const message = `${rule}. To allow a name, ${HOW_TO_ALLOW}.`
  return { status: 400, error: 'ValidationError', message }
}

function foreign(name: string): Refusal {
  const message = `“${name}” is not a name of this server. To allow it, ${HOW_TO_ALLOW}.`
  const cause: ServerCause = { reason: 'foreign-host', facts: { host: name } }
  return { status: 403, error: 'ForbiddenError', message, cause }
}
