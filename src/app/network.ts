import type { Problem } from '../core/api/problem.ts'
import type { Reach } from '../core/api/server-info.ts'
import type { Queue } from '../core/queue/queue.ts'
import { createReachability, type Reachability } from '../core/queue/reachability.ts'
import { loadAsk } from '../http/parts.ts'

type Unreached = Extract<Reach, { reachable: false }>

/**
 * Watches the connection to varg.ai. It holds the connected queue while varg.ai cannot be reached. The sandbox is on this machine and needs no watch.
 */
export function createNetwork() {
  /** Why the last look did not reach the upstream. */
  let reason = ''
  let onChange = (_way: Reachability) => {}
  const reachability = createReachability(lookAndNote, (way) => onChange(way))

  async function lookAndNote(): Promise<Reachability> {
    const reach = await look()
    if (typeof reach === 'string') return reach
    reason = reach.reason
    return reach.isDown ? 'down' : 'offline'
  }

  addEventListener('offline', reachability.offline)
  addEventListener('online', reachability.lookAgain)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') reachability.lookAgain()
  })

  return {
    ...reachability,

    connect(queue: Queue): void {
      onChange = (way) => {
        // The new hold is set before the old one is lifted, so that no file starts in between.
        if (way === 'open') queue.unhold('varg', 'offline', 'unreachable')
        else if (way === 'offline') {
          queue.hold({ gateway: 'varg', kind: 'offline' })
          queue.unhold('varg', 'unreachable')
        } else {
          const problem: Problem =
            way === 'gone'
              ? { kind: 'no-connection' }
              : { kind: 'refused', status: 502, code: 'ProxyError', message: reason }
          queue.hold({ gateway: 'varg', kind: 'unreachable', problem })
          queue.unhold('varg', 'offline')
        }
      }
    },
  }
}

/** Our own server opens a connection to the upstream, which costs no call there. */
async function look(): Promise<Reachability | Unreached> {
  try {
    const { askReach } = await loadAsk()
    const reach = await askReach()
    return reach.reachable ? 'open' : reach
  } catch {
    return navigator.onLine ? 'gone' : 'offline'
  }
}
