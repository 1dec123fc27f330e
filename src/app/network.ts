import type { Problem } from '../core/problem.ts'
import type { Queue } from '../core/queue.ts'
import { createReachability, type Way } from '../core/reachability.ts'
import { loadAsk } from '../features/key/load-ask.ts'

/** Holds varg.ai while there is no way to it, and lets it go on by itself. The sandbox is on this machine. */
export function followNetwork(queue: Queue) {
  const reachability = createReachability(look, (way) => {
    // What holds now is set before what no longer does is lifted: nothing may slip through.
    if (way === 'open') queue.unhold('varg', 'offline', 'unreachable')
    else if (way === 'offline') {
      queue.hold({ gateway: 'varg', kind: 'offline' })
      queue.unhold('varg', 'unreachable')
    } else {
      const problem: Problem | undefined = way === 'gone' ? { kind: 'no-connection' } : undefined
      queue.hold({ gateway: 'varg', kind: 'unreachable', ...(problem && { problem }) })
      queue.unhold('varg', 'offline')
    }
  })
  addEventListener('offline', reachability.offline)
  addEventListener('online', reachability.lookAgain)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') reachability.lookAgain()
  })
  return reachability
}

/** Our own server opens a connection to the upstream, which costs no call there. */
async function look(): Promise<Way> {
  try {
    const { askReach } = await loadAsk()
    const reach = await askReach()
    if (reach.reachable) return 'open'
    return reach.isDown ? 'down' : 'offline'
  } catch {
    return navigator.onLine ? 'gone' : 'offline'
  }
}
