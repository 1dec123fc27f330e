import type { ErrorWire } from '../../core/api/contract.ts'
import { redact, redactAll, withoutSecret } from '../../core/api/key.ts'
import { type NO_TUNNEL, REDIRECTED, TEST_BREAK } from '../../core/api/problem.ts'
import type { ServerCause, ServerReason } from '../../core/api/server-cause.ts'

/** The upstream sent no complete response. The message is English and names the host. */
export class ProxyFailure extends Error {
  override readonly name = 'ProxyFailure'
  readonly status: 502 | 504
  /** The reason and its facts, for the page's own message. */
  override readonly cause: ServerCause
  /** The `error` field of the response to the page. */
  readonly code: 'ProxyError' | typeof TEST_BREAK | typeof REDIRECTED | typeof NO_TUNNEL

  constructor(
    status: 502 | 504,
    message: string,
    cause: ServerCause,
    code: ProxyFailure['code'] = 'ProxyError',
  ) {
    super(message)
    this.status = status
    this.cause = cause
    this.code = code
  }
}

/**
 * The error of the response to the page.
 *
 * @param credential what was sent as a key. The upstream may have repeated it in any encoding
 */
export function wireOf({ code, message, cause }: ProxyFailure, credential: string): ErrorWire {
  const hide = (text: string) => withoutSecret(text, credential)
  return { error: code, message: hide(message), ...redactAll(cause, hide) }
}

/** Reasons whose only fact is the host, which the sentence begins with. */
const HOST_WORDS = {
  'connection-refused': 'refused the connection: it seems to be down',
  'connection-closed': 'closed the connection before it answered',
  'connection-timeout': 'did not accept a connection',
  'unknown-host': 'could not be found by name',
  'no-route': 'cannot be reached from here',
  'no-answer': 'did not answer',
  'no-progress': 'took no more bytes',
  silent: 'fell silent',
  'answer-unfinished': 'did not end its answer',
  'answer-broken-off': 'broke off in the middle of its answer',
  'answer-too-large': 'answered more than 1 MiB',
} as const satisfies Partial<Record<ServerReason, string>>

type HostReason = keyof typeof HOST_WORDS

/** @param status 504 when the host was silent for too long */
export function describeHost(
  host: string,
  reason: HostReason,
  status: 502 | 504 = 502,
): ProxyFailure {
  return new ProxyFailure(status, `${host} ${HOST_WORDS[reason]}.`, { reason, facts: { host } })
}

/**
 * A custom send closed the connection on purpose.
 *
 * @param total bytes of the body, if its length is known
 */
export function describeTestBreak(host: string, sent: number, total?: number): ProxyFailure {
  const amount = total === undefined ? sent : `${sent} of ${total}`
  const message = `The connection to ${host} was broken off after ${amount} bytes, as asked.`
  const cause: ServerCause = { reason: 'test-break', facts: { host, bytes: sent } }
  return new ProxyFailure(502, message, cause, TEST_BREAK)
}

/** Describes an error of a socket or of the response parser in a sentence about the host. */
export function describeFailure(host: string, error: Error): ProxyFailure {
  if (error instanceof ProxyFailure) return error
  const code = errorCode(error)
  const [message, cause] = describeCode(host, code)
  return new ProxyFailure(502, `${host} ${message}.`, cause)
}

export function describeUnreadable(host: string, { message }: Error): ProxyFailure {
  const cause: ServerCause = { reason: 'answer-unreadable', facts: { host } }
  return new ProxyFailure(502, `${host} answered ${message}.`, cause)
}

export function describeConnectTimeout(host: string): ProxyFailure {
  return describeHost(host, 'connection-timeout', 504)
}

export function describeBadStatus(host: string, status: number): ProxyFailure {
  const digits = String(status).padStart(3, '0')
  const message = `${host} answered with ${digits}, which is no status of HTTP.`
  return new ProxyFailure(502, message, {
    reason: 'answer-status',
    facts: { host, status: digits },
  })
}

/** Describes the status with which a host refused to send a file. */
export function describeFileStatus(host: string, status: number): ProxyFailure {
  const cause: ServerCause = { reason: 'file-status', facts: { host, status } }
  return new ProxyFailure(502, `${host} answered ${status}.`, cause)
}

/** @param url the full URL of the call */
export function describeRedirect(
  url: string,
  status: number,
  location: string | undefined,
): ProxyFailure {
  const { host } = new URL(url)
  const message = `${summarizeRedirect(url, status, location)}, which is never followed.`
  return new ProxyFailure(502, message, { reason: 'answer-redirect', facts: { host, status } })
}

/** Describes a redirect of the upstream itself, which points to a wrong setting. */
export function describeUpstreamRedirect(...redirect: Parameters<typeof describeRedirect>) {
  const [url, status, location] = redirect
  const { host } = new URL(url)
  const target = location === undefined ? '' : describeTarget(location, url)
  const cause: ServerCause = { reason: 'wrong-upstream', facts: { host, status, target } }
  const message = `${summarizeRedirect(...redirect)}, which is never followed: VARG_GATEWAY_URL may be wrong.`
  return new ProxyFailure(502, message, cause, REDIRECTED)
}

function summarizeRedirect(
  ...[url, status, location]: Parameters<typeof describeRedirect>
): string {
  const where = location === undefined ? '' : ` to ${describeTarget(location, url)}`
  return `${new URL(url).host} answered with a redirect (${status})${where}`
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

export const NO_HTTP = 'answered something that is not HTTP'

export function errorCode(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

const HOST_REASONS: Partial<Record<string, HostReason>> = {
  ECONNREFUSED: 'connection-refused',
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  ECONNRESET: 'connection-closed',
  EPIPE: 'connection-closed',
  EHOSTUNREACH: 'no-route',
  ENETUNREACH: 'no-route',
}

export function describeCode(host: string, code: string): [message: string, cause: ServerCause] {
  const reason = HOST_REASONS[code]
  if (reason) return [HOST_WORDS[reason], { reason, facts: { host } }]
  if (code === 'ETIMEDOUT') {
    return ['did not accept the connection', { reason: 'connection-timeout', facts: { host } }]
  }
  if (code.startsWith('HPE_'))
    return [`${NO_HTTP} (${code})`, { reason: 'not-http', facts: { host } }]
  if (/CERT|SSL|TLS|EPROTO/.test(code)) {
    const message = `offers no connection that can be trusted (${code})`
    return [message, { reason: 'connection-untrusted', facts: { host, code } }]
  }
  return [`could not be asked (${code})`, { reason: 'connection-failed', facts: { host, code } }]
}
