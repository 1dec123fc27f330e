import { connect } from 'node:net'
import type { Reach } from '../core/machine.ts'
import { answerJson } from './answer.ts'
import type { Handler } from './middleware.ts'
import { codeOf, describeFailure, describeLateConnection } from './proxy/failure.ts'
import type { Upstream } from './upstream.ts'

/** How long a connection may take, in milliseconds. */
const PATIENCE = 5_000

/**
 * Tells whether the upstream takes connections. It is asked nothing, so that costs nothing
 * of its rate limit.
 */
export function reachRoute(upstream: Upstream, patience = PATIENCE): Handler {
  return async (_, response) => {
    const reach = await tryToReach(upstream, patience)
    if (!response.destroyed) answerJson(response, 200, reach)
  }
}

/** Opens a connection and closes it at once. */
function tryToReach({ hostname, host, port }: Upstream, patience: number): Promise<Reach> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port, autoSelectFamilyAttemptTimeout: 1_000 })
    const settle = (reach: Reach) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(reach)
    }
    const miss = ({ message }: Error, isDown: boolean) =>
      settle({ reachable: false, reason: message, isDown })
    const timer = setTimeout(() => miss(describeLateConnection(host), false), patience)
    socket.once('connect', () => settle({ reachable: true }))
    socket.on('error', (error) => {
      const isDown = ['ECONNREFUSED', 'ECONNRESET'].includes(codeOf(error))
      miss(describeFailure(host, error), isDown)
    })
  })
}
