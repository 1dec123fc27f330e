import { request } from 'node:http'
import { connect } from 'node:net'
import type { Reach } from '../../core/api/server-info.ts'
import type { Handler } from '../http/middleware.ts'
import { sendJson } from '../http/response.ts'
import { describeConnectTimeout, describeFailure, errorCode } from './failure.ts'
import type { OutboundProxy } from './outbound-proxies.ts'
import { TunnelAgent } from './tunnel-agent.ts'
import type { Upstream } from './upstream.ts'

/** Milliseconds that a connection may take. */
const TIMEOUT = 5_000

/**
 * Responds with whether the upstream accepts a connection, directly or through the proxy. Sends no
 * request, so the check does not count against the rate limit.
 */
export function reachRoute(upstream: Upstream, proxy?: OutboundProxy, timeout = TIMEOUT): Handler {
  return async (_, response) => {
    const reach = await (proxy
      ? tryToTunnel(upstream, proxy, timeout)
      : tryToConnect(upstream, timeout))
    if (!response.destroyed) sendJson(response, 200, reach)
  }
}

/** Opens a connection and closes it immediately. */
function tryToConnect({ hostname, host, port }: Upstream, timeout: number): Promise<Reach> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port, autoSelectFamilyAttemptTimeout: 1_000 })
    const finish = (reach: Reach) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(reach)
    }
    const fail = ({ message }: Error, isDown: boolean) =>
      finish({ reachable: false, reason: message, isDown })
    const timer = setTimeout(() => fail(describeConnectTimeout(host), false), timeout)
    socket.once('connect', () => finish({ reachable: true }))
    socket.on('error', (error) => {
      const isDown = ['ECONNREFUSED', 'ECONNRESET'].includes(errorCode(error))
      fail(describeFailure(host, error), isDown)
    })
  })
}

/** Connects through the proxy and ends the request before a byte of it is sent. */
function tryToTunnel(
  { hostname, host, port }: Upstream,
  proxy: OutboundProxy,
  timeout: number,
): Promise<Reach> {
  return new Promise((resolve) => {
    const outgoing = request({ hostname, port, agent: new TunnelAgent(proxy, { host, timeout }) })
    outgoing.once('socket', () => {
      resolve({ reachable: true })
      outgoing.destroy()
    })
    // The proxy or the upstream is down, but the network works.
    outgoing.on('error', ({ message: reason }) => {
      resolve({ reachable: false, reason, isDown: true })
    })
  })
}
