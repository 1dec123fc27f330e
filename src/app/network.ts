import { GATEWAYS, type GatewayId } from '../core/api/gateways.ts'
import type { Problem } from '../core/api/problem.ts'
import type { Reach } from '../core/api/server-info.ts'
import type { Queue } from '../core/queue/queue.ts'
import { createReachability, type Reachability } from '../core/queue/reachability.ts'
import { loadAsk } from '../http/parts.ts'

/** Timeout for the answer of our server, in milliseconds. */
const TIMEOUT = 10_000

/** Watches the connection to each gateway. Holds the queue while a gateway cannot be reached. */
export function createNetwork(queue: Queue) {
  const watches = {
    varg: watch(queue, 'varg', lookAtUpstream),
    sandbox: watch(queue, 'sandbox', lookAtServer),
  }

  // The sandbox may be on this machine, which needs no network.
  addEventListener('offline', watches.varg.offline)
  addEventListener('online', lookAgain)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') lookAgain()
  })

  function lookAgain(): void {
    for (const { id } of Object.values(GATEWAYS)) watches[id].lookAgain()
  }

  return {
    /** The connection to this gateway may be broken. */
    suspect: (gateway: GatewayId) => watches[gateway].suspect(),
    /** This gateway has accepted a file. */
    proved: (gateway: GatewayId) => watches[gateway].proved(),
  }
}

/** The sandbox is a part of our server. */
async function lookAtServer(): Promise<Reach> {
  await (await loadAsk()).askServerInfo(AbortSignal.timeout(TIMEOUT))
  return { reachable: true }
}

/** Our own server opens a connection to the upstream, without an API call. */
async function lookAtUpstream(): Promise<Reach> {
  return (await loadAsk()).askReach()
}

/** @param look rejects when our own server does not respond */
function watch(queue: Queue, gateway: GatewayId, look: () => Promise<Reach>) {
  /** Why the last look did not reach the gateway. */
  let reason = ''

  async function probe(): Promise<Reachability> {
    try {
      const reach = await look()
      if (reach.reachable) return 'open'
      reason = reach.reason
      return reach.isDown ? 'down' : 'offline'
    } catch {
      return navigator.onLine ? 'gone' : 'offline'
    }
  }

  return createReachability(probe, (state) => {
    // The new hold is set before the old one is lifted, so that no file starts in between.
    if (state === 'open') queue.unhold(gateway, 'offline', 'unreachable')
    else if (state === 'offline') {
      queue.hold({ gateway, kind: 'offline' })
      queue.unhold(gateway, 'unreachable')
    } else {
      const problem: Problem =
        state === 'gone'
          ? { kind: 'no-connection' }
          : { kind: 'refused', status: 502, code: 'ProxyError', message: reason }
      queue.hold({ gateway, kind: 'unreachable', problem })
      queue.unhold(gateway, 'offline')
    }
  })
}
