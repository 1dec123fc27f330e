import { onTestFinished } from 'vitest'
import { type Log, logRequests } from '../http/request-log.ts'
import { NO_PROXIES, type OutboundProxies } from '../proxy/outbound-proxies.ts'
import { createProxy } from '../proxy/proxy.ts'
import { TIMEOUTS, type Timeouts } from '../proxy/timeouts.ts'
import { parseUpstream } from '../proxy/upstream.ts'
import { mountHandler } from './http-server.ts'

interface Options {
  /** Not copied, so that a test may change it later. */
  timeouts?: Timeouts
  serverKey?: string
  proxies?: OutboundProxies
  log?: Log
}

/** Serves a proxy for `upstream`. Resolves with the URL of `/api`. */
export async function serveProxy(
  upstream: string,
  { timeouts = TIMEOUTS, serverKey, proxies = NO_PROXIES, log }: Options = {},
): Promise<string> {
  const settings = { upstream: parseUpstream(upstream), serverKey: serverKey ?? null, proxies }
  const proxy = createProxy(settings, timeouts)
  onTestFinished(() => proxy.close())
  return mountHandler(
    '/api',
    logRequests('/api', proxy.handle, () => log),
  )
}

export function timeoutsOf(changes: Partial<Timeouts>): { timeouts: Timeouts } {
  return { timeouts: { ...TIMEOUTS, ...changes } }
}
