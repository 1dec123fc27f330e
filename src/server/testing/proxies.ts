import type { Timeouts } from '../proxy/timeouts.ts'
import { serveEdgeProxy } from './edge-server.ts'
import { serveProxy } from './proxy-server.ts'

/** A proxy of this project, for tests that all of them must pass. */
export interface TestedProxy {
  /** Resolves with the URL of `/api`. */
  serve: (
    upstream: string,
    options?: { timeouts?: Timeouts; serverKey?: string },
  ) => Promise<string>
  /** Headers that it adds to each request to the upstream, and to those with a body. */
  adds: { always: Record<string, string>; withBody: Record<string, string> }
}

/** Both proxies by name. They follow the same rules. */
export const PROXIES: [name: string, proxy: TestedProxy][] = [
  [
    'of the server',
    {
      serve: serveProxy,
      adds: { always: { connection: 'keep-alive' }, withBody: { expect: '100-continue' } },
    },
  ],
  [
    'of the fetch handler',
    {
      serve: serveEdgeProxy,
      adds: { always: { connection: 'keep-alive', 'sec-fetch-mode': 'cors' }, withBody: {} },
    },
  ],
]
