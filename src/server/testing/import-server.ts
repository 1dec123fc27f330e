import { createServer, type RequestListener } from 'node:http'
import { importRoute } from '../proxy/import-route.ts'
import { NO_PROXIES, type OutboundProxies } from '../proxy/outbound-proxies.ts'
import { TIMEOUTS, type Timeouts } from '../proxy/timeouts.ts'
import { createImporter } from '../proxy/url-importer.ts'
import { type AskOptions, ask, type TestResponse } from './http-client.ts'
import { listen, mountHandler } from './http-server.ts'
import { type MadeNetwork, makeNetwork, PUBLIC } from './made-network.ts'

const PAGE = { 'Sec-Fetch-Site': 'same-origin' }

interface Options {
  /** Addresses of names beside `media.test`, as for {@link makeNetwork}. */
  names?: Parameters<typeof makeNetwork>[1]
  timeouts?: Partial<Timeouts>
  proxies?: OutboundProxies
  allowed?: boolean
}

/** Serves the import of files that `listener` serves at public addresses. */
export async function serveImports(
  listener: RequestListener,
  { names, timeouts, proxies = NO_PROXIES, allowed = true }: Options = {},
) {
  const port = await listen(createServer(listener))
  const network: MadeNetwork = makeNetwork(port, { 'media.test': [[PUBLIC]], ...names })
  const importUrl = createImporter({
    allowed,
    proxies,
    network,
    timeouts: { ...TIMEOUTS, ...timeouts },
  })
  const origin = await mountHandler('/api', importRoute(importUrl))
  return {
    network,
    importUrl,
    /** Asks as the page does. */
    ask: (url: string, how: AskOptions = {}): Promise<TestResponse> =>
      ask(`${origin}/import`, {
        method: 'POST',
        headers: PAGE,
        body: JSON.stringify({ url }),
        ...how,
      }),
  }
}
