import { redact } from '../../core/api/key.ts'
import { NO_TUNNEL, REDIRECTED, TEST_BREAK } from '../../core/api/problem.ts'
import type { UnreadableContent } from './content-coding.ts'
import type { OutboundProxy } from './outbound-proxies.ts'

/** Why the upstream's answer could not be had. The message is for people and names the host. */
export class ProxyFailure extends Error {
  override readonly name = 'ProxyFailure'
  readonly status: 502 | 504
  /** What the page is told as `error`. */
  readonly code: 'ProxyError' | typeof TEST_BREAK | typeof REDIRECTED | typeof NO_TUNNEL

  constructor(status: 502 | 504, message: string, code: ProxyFailure['code'] = 'ProxyError') {
    super(message)
    this.status = status
    this.code = code
  }
}

/**
 * The page had the connection broken off, to see what comes of it.
 *
 * @param total bytes of the body, where that was announced
 */
export function describeTestBreak(host: string, sent: number, total?: number): ProxyFailure {
  const amount = total === undefined ? sent : `${sent} of ${total}`
  const message = `The connection to ${host} was broken off after ${amount} bytes, as asked.`
  return new ProxyFailure(502, message, TEST_BREAK)
}

/** What a socket or the parser of answers said, as a sentence about the host. */
export function describeFailure(host: string, error: Error): ProxyFailure {
  if (error instanceof ProxyFailure) return error
  return new ProxyFailure(502, `${host} ${deed(codeOf(error))}.`)
}

export function describeUnreadable(host: string, { message }: UnreadableContent): ProxyFailure {
  return new ProxyFailure(502, `${host} answered ${message}.`)
}

/** What nobody said: there is no connection yet, and no more patience. */
export function describeLateConnection(host: string): ProxyFailure {
  return new ProxyFailure(504, `${host} did not accept a connection.`)
}

/** @param asked the whole URL of the call */
export function describeRedirect(
  asked: string,
  status: number,
  location: string | undefined,
): ProxyFailure {
  const where = location === undefined ? '' : ` to ${describeTarget(location, asked)}`
  const said = `${new URL(asked).host} answered with a redirect (${status})${where}`
  return new ProxyFailure(502, `${said}, which is never followed.`)
}

/** The same, for a call of the upstream. */
export function describeUpstreamRedirect(...redirect: Parameters<typeof describeRedirect>) {
  const said = describeRedirect(...redirect).message.replace(/\.$/, '')
  return new ProxyFailure(502, `${said}: VARG_GATEWAY_URL may be wrong.`, REDIRECTED)
}

/** Characters of a target at most. */
const LONGEST_TARGET = 200

/** Where a `Location` points, without query, user and keys. */
function describeTarget(location: string, asked: string): string {
  if (!URL.canParse(location, asked)) return 'what is no URL'
  const { protocol, origin, pathname } = new URL(location, asked)
  if (!/^https?:$/.test(protocol)) return 'what is no URL of the web'
  // Plain characters need no percent: a key must be recognised in this notation too.
  const plain = pathname.replace(/%(?:2D|5F|[34567][0-9A-F])/gi, (code) => {
    const character = decodeURIComponent(code)
    return /[\w-]/.test(character) ? character : code
  })
  const target = redact(origin + plain)
  return target.length > LONGEST_TARGET ? `${target.slice(0, LONGEST_TARGET)}…` : target
}

/** What a socket to a proxy on the way said. @param host where the proxy was to lead */
export function describeNoTunnel(proxy: OutboundProxy, host: string, error: Error): ProxyFailure {
  const code = codeOf(error)
  const isCut = ['ECONNRESET', 'EPIPE'].includes(code) || / ended before /.test(error.message)
  if (isCut) return ofTunnel(proxy, `hung up before it opened a connection to ${host}`)
  // What the library cannot read has no code.
  return ofTunnel(proxy, code === 'Error' ? NO_HTTP : deed(code))
}

/** Its answer to `CONNECT`, where that is no success. */
export function describeTunnelRefusal(
  proxy: OutboundProxy,
  host: string,
  status: number,
): ProxyFailure {
  const { authorization, variable } = proxy
  if (status === 407 && authorization === undefined) {
    return ofTunnel(proxy, `asks for a user and password (407): add them to ${variable}`)
  }
  if (status === 407) return ofTunnel(proxy, `refused the user and password in ${variable} (407)`)
  if (status >= 400 && status < 500) {
    return ofTunnel(proxy, `does not allow connections to ${host} (${status})`)
  }
  if (status >= 500 && status < 600)
    return ofTunnel(proxy, `could not connect to ${host} (${status})`)
  return ofTunnel(proxy, Number.isInteger(status) ? `answered CONNECT with ${status}` : NO_HTTP)
}

/** What nobody said: the proxy opened no connection yet, and there is no more patience. */
export function describeLateTunnel(proxy: OutboundProxy, host: string): ProxyFailure {
  return ofTunnel(proxy, `did not open a connection to ${host} in time`, 504)
}

function ofTunnel({ label, variable }: OutboundProxy, deed: string, status: 502 | 504 = 502) {
  return new ProxyFailure(status, `The proxy ${label} (${variable}) ${deed}.`, NO_TUNNEL)
}

const NO_HTTP = 'answered something that is not HTTP'

export function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

function deed(code: string): string {
  if (code === 'ECONNREFUSED') return 'refused the connection: it seems to be down'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'could not be found by name'
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'closed the connection before it answered'
  if (code === 'ETIMEDOUT') return 'did not accept the connection'
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return 'cannot be reached from here'
  if (code.startsWith('HPE_')) return `answered something that is not HTTP (${code})`
  if (/CERT|SSL|TLS|EPROTO/.test(code)) return `offers no connection that can be trusted (${code})`
  return `could not be asked (${code})`
}
