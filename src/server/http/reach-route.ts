import { request } from 'node:http'
import { connect } from 'node:net'
import type { Reach } from '../../core/api/server-info.ts'
import { codeOf, describeFailure, describeLateConnection } from '../proxy/failure.ts'
import type { OutboundProxy } from '../proxy/outbound-proxies.ts'
import { TunnelAgent } from '../proxy/tunnel-agent.ts'
import { answerJson } from './answer.ts'
import type { Handler } from './middleware.ts'
import type { Upstream } from './upstream.ts'

/** How long a connection may take, in milliseconds. */
const TIMEOUTS = 5_000

/**
 * Tells whether the upstream takes connections, or the proxy on the way opens one to it. It is
 * asked nothing, so that costs nothing of its rate limit.
 */
export function reachRoute(
  upstream: Upstream,
  proxy?: OutboundProxy,
  timeouts = TIMEOUTS,
): Handler {
  return async (_, response) => {
    const reach = await (proxy
      ? tryToTunnel(upstream, proxy, timeouts)
      : tryToReach(upstream, timeouts))
    if (!response.destroyed) answerJson(response, 200, reach)
  }
}

/** Opens a connection and closes it at once. */
function tryToReach({ hostname, host, port }: Upstream, timeouts: number): Promise<Reach> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port, autoSelectFamilyAttemptTimeout: 1_000 })
    const settle = (reach: Reach) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(reach)
    }
    const miss = ({ message }: Error, isDown: boolean) =>
      settle({ reachable: false, reason: message, isDown })
    const timer = setTimeout(() => miss(describeLateConnection(host), false), timeouts)
    socket.once('connect', () => settle({ reachable: true }))
    socket.on('error', (error) => {
      const isDown = ['ECONNREFUSED', 'ECONNRESET'].includes(codeOf(error))
      miss(describeFailure(host, error), isDown)
    })
  })
}

/** Has the proxy open a connection, and ends the request before a byte of it is sent. */
function tryToTunnel(
  { hostname, host, port }: Upstream,
  proxy: OutboundProxy,
  timeouts: number,
): Promise<Reach> {
  return new Promise((resolve) => {
    const outgoing = request({ hostname, port, agent: new TunnelAgent(proxy, { host, timeouts }) })
    outgoing.once('socket', () => {
      resolve({ reachable: true })
      outgoing.destroy()
    })
    // There is a network, for the proxy is on it, or is what is down.
    outgoing.on('error', ({ message: reason }) => {
      resolve({ reachable: false, reason, isDown: true })
    })
  })
}
