import { onTestFinished } from 'vitest'
import { type Log, watchRequests } from '../http/request-watch.ts'
import { parseUpstream } from '../http/upstream.ts'
import { NO_PROXIES, type OutboundProxies } from '../proxy/outbound-proxies.ts'
import { PATIENCE, type Patience } from '../proxy/patience.ts'
import { createProxy } from '../proxy/proxy.ts'
import { mountHandler } from './http-server.ts'

interface Options {
  /** Kept, not copied: a test may change it on the way. */
  patience?: Patience
  machineKey?: string
  proxies?: OutboundProxies
  log?: Log
}

/** A running proxy in front of `upstream`. Resolves with the URL that stands for `/api`. */
export async function serveProxy(
  upstream: string,
  { patience = PATIENCE, machineKey, proxies = NO_PROXIES, log }: Options = {},
): Promise<string> {
  const settings = { upstream: parseUpstream(upstream), machineKey: machineKey ?? null, proxies }
  const proxy = createProxy(settings, patience)
  onTestFinished(() => proxy.close())
  return mountHandler(
    '/api',
    watchRequests('/api', proxy.handle, () => log),
  )
}

export function patienceOf(changes: Partial<Patience>): { patience: Patience } {
  return { patience: { ...PATIENCE, ...changes } }
}
