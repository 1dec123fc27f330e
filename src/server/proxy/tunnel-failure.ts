import { NO_TUNNEL } from '../../core/api/problem.ts'
import type { ServerCause } from '../../core/api/server-cause.ts'
import { describeCode, errorCode, NO_HTTP, ProxyFailure } from './failure.ts'
import type { OutboundProxy } from './outbound-proxies.ts'

/** Describes an error of the connection to a proxy. @param host the destination behind it */
export function describeNoTunnel(proxy: OutboundProxy, host: string, error: Error): ProxyFailure {
  const code = errorCode(error)
  const isCut = ['ECONNRESET', 'EPIPE'].includes(code) || / ended before /.test(error.message)
  const facts = factsOf(proxy)
  if (isCut) {
    const message = `hung up before it opened a connection to ${host}`
    return noTunnel(proxy, message, { reason: 'proxy-closed', facts: { ...facts, host } })
  }
  // The library's own parse errors have no code.
  if (code === 'Error') return noTunnel(proxy, NO_HTTP, { reason: 'proxy-not-http', facts })
  const [message] = describeCode(host, code)
  return noTunnel(proxy, message, { reason: 'proxy-unreachable', facts: { ...facts, code } })
}

/** Describes an unsuccessful response to `CONNECT`. */
export function describeTunnelRefusal(
  proxy: OutboundProxy,
  host: string,
  status: number,
): ProxyFailure {
  const { authorization, variable } = proxy
  const facts = factsOf(proxy)
  if (status === 407) {
    const message =
      authorization === undefined
        ? `asks for a user and password (407): add them to ${variable}`
        : `refused the user and password in ${variable} (407)`
    return noTunnel(proxy, message, { reason: 'proxy-login', facts })
  }
  if (!Number.isInteger(status)) {
    return noTunnel(proxy, NO_HTTP, { reason: 'proxy-not-http', facts })
  }
  const named = { ...facts, host, status }
  if (status >= 400 && status < 500) {
    const message = `does not allow connections to ${host} (${status})`
    return noTunnel(proxy, message, { reason: 'proxy-refused', facts: named })
  }
  const message =
    status >= 500 && status < 600
      ? `could not connect to ${host} (${status})`
      : `answered CONNECT with ${status}`
  return noTunnel(proxy, message, { reason: 'proxy-failed', facts: named })
}

export function describeTunnelTimeout(proxy: OutboundProxy, host: string): ProxyFailure {
  const cause: ServerCause = { reason: 'proxy-timeout', facts: { ...factsOf(proxy), host } }
  return noTunnel(proxy, `did not open a connection to ${host} in time`, cause, 504)
}

function factsOf({ label, variable }: OutboundProxy) {
  return { proxy: label, variable }
}

function noTunnel(
  { label, variable }: OutboundProxy,
  reason: string,
  cause: ServerCause,
  status: 502 | 504 = 502,
) {
  return new ProxyFailure(status, `The proxy ${label} (${variable}) ${reason}.`, cause, NO_TUNNEL)
}
