import { redact } from '../../core/api/key.ts'
import { NO_TUNNEL, REDIRECTED, TEST_BREAK } from '../../core/api/problem.ts'
import type { UnreadableContent } from './content-coding.ts'
import type { OutboundProxy } from './outbound-proxies.ts'

/** There is no complete response of the upstream. The message is for people and names the host. */
export class ProxyFailure extends Error {
  override readonly name = 'ProxyFailure'
  readonly status: 502 | 504
  /** The `error` field of the response to the page. */
  readonly code: 'ProxyError' | typeof TEST_BREAK | typeof REDIRECTED | typeof NO_TUNNEL

  constructor(status: 502 | 504, message: string, code: ProxyFailure['code'] = 'ProxyError') {
    super(message)
    this.status = status
    this.code = code
  }
}

/**
 * A custom send closed the connection on purpose.
 *
 * @param total bytes of the body, if its length is known
 */
export function describeTestBreak(host: string, sent: number, total?: number): ProxyFailure {
  const amount = total === undefined ? sent : `${sent} of ${total}`
  const message = `The connection to ${host} was broken off after ${amount} bytes, as asked.`
  return new ProxyFailure(502, message, TEST_BREAK)
}

/** Describes an error of a socket or of the response parser in a sentence about the host. */
export function describeFailure(host: string, error: Error): ProxyFailure {
  if (error instanceof ProxyFailure) return error
  return new ProxyFailure(502, `${host} ${describeCode(errorCode(error))}.`)
}

export function describeUnreadable(host: string, { message }: UnreadableContent): ProxyFailure {
  return new ProxyFailure(502, `${host} answered ${message}.`)
}

export function describeConnectTimeout(host: string): ProxyFailure {
  return new ProxyFailure(504, `${host} did not accept a connection.`)
}

/** @param url the full URL of the call */
export function describeRedirect(
  url: string,
  status: number,
  location: string | undefined,
): ProxyFailure {
  const where = location === undefined ? '' : ` to ${describeTarget(location, url)}`
  const summary = `${new URL(url).host} answered with a redirect (${status})${where}`
  return new ProxyFailure(502, `${summary}, which is never followed.`)
}

/** Describes a redirect of the upstream itself, which points to a wrong setting. */
export function describeUpstreamRedirect(...redirect: Parameters<typeof describeRedirect>) {
  const summary = describeRedirect(...redirect).message.replace(/\.$/, '')
  return new ProxyFailure(502, `${summary}: VARG_GATEWAY_URL may be wrong.`, REDIRECTED)
}

/** Maximum characters of a redirect target. */
const MAX_TARGET = 200

/** The target of a `Location` without query, credentials and keys. */
function describeTarget(location: string, url: string): string {
  if (!URL.canParse(location, url)) return 'what is no URL'
  const { protocol, origin, pathname } = new URL(location, url)
  if (!/^https?:$/.test(protocol)) return 'what is no URL of the web'
  // Decodes percent-encoded plain characters, so that an encoded key is masked too.
  const plain = pathname.replace(/%(?:2D|5F|[34567][0-9A-F])/gi, (code) => {
    const character = decodeURIComponent(code)
    return /[\w-]/.test(character) ? character : code
  })
  const target = redact(origin + plain)
  return target.length > MAX_TARGET ? `${target.slice(0, MAX_TARGET)}…` : target
}

/** Describes an error of the connection to a proxy. @param host the destination behind it */
export function describeNoTunnel(proxy: OutboundProxy, host: string, error: Error): ProxyFailure {
  const code = errorCode(error)
  const isCut = ['ECONNRESET', 'EPIPE'].includes(code) || / ended before /.test(error.message)
  if (isCut) return noTunnel(proxy, `hung up before it opened a connection to ${host}`)
  // The library's own parse errors have no code.
  return noTunnel(proxy, code === 'Error' ? NO_HTTP : describeCode(code))
}

/** Describes an unsuccessful response to `CONNECT`. */
export function describeTunnelRefusal(
  proxy: OutboundProxy,
  host: string,
  status: number,
): ProxyFailure {
  const { authorization, variable } = proxy
  if (status === 407 && authorization === undefined) {
    return noTunnel(proxy, `asks for a user and password (407): add them to ${variable}`)
  }
  if (status === 407) return noTunnel(proxy, `refused the user and password in ${variable} (407)`)
  if (status >= 400 && status < 500) {
    return noTunnel(proxy, `does not allow connections to ${host} (${status})`)
  }
  if (status >= 500 && status < 600)
    return noTunnel(proxy, `could not connect to ${host} (${status})`)
  return noTunnel(proxy, Number.isInteger(status) ? `answered CONNECT with ${status}` : NO_HTTP)
}

export function describeTunnelTimeout(proxy: OutboundProxy, host: string): ProxyFailure {
  return noTunnel(proxy, `did not open a connection to ${host} in time`, 504)
}

function noTunnel({ label, variable }: OutboundProxy, reason: string, status: 502 | 504 = 502) {
  return new ProxyFailure(status, `The proxy ${label} (${variable}) ${reason}.`, NO_TUNNEL)
}

const NO_HTTP = 'answered something that is not HTTP'

export function errorCode(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

function describeCode(code: string): string {
  if (code === 'ECONNREFUSED') return 'refused the connection: it seems to be down'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'could not be found by name'
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'closed the connection before it answered'
  if (code === 'ETIMEDOUT') return 'did not accept the connection'
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return 'cannot be reached from here'
  if (code.startsWith('HPE_')) return `answered something that is not HTTP (${code})`
  if (/CERT|SSL|TLS|EPROTO/.test(code)) return `offers no connection that can be trusted (${code})`
  return `could not be asked (${code})`
}
