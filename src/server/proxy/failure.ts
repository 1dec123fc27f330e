import { redact } from '../../core/key.ts'
import { REDIRECTED, TEST_BREAK } from '../../core/problem.ts'
import type { UnreadableContent } from './content-coding.ts'

/** Why the upstream's answer could not be had. The message is for people and names the host. */
export class ProxyFailure extends Error {
  override readonly name = 'ProxyFailure'
  readonly status: 502 | 504
  /** What the page is told as `error`. */
  readonly code: 'ProxyError' | typeof TEST_BREAK | typeof REDIRECTED

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
