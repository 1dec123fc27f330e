import { createServer } from 'node:http'
import { REQUEST_ID_HEADER } from '../../core/traffic/refdrop-headers.ts'
import { createCallHandler } from '../edge/call-handler.ts'
import { EDGE_TIMEOUTS, type EdgeTimeouts } from '../edge/edge-timeouts.ts'
import { callerOfRequest } from '../edge/request-caller.ts'
import { createFetchListener } from '../http/fetch-listener.ts'
import { newRequestId } from '../http/request-id.ts'
import { parseUpstream } from '../proxy/upstream.ts'
import { listen } from './http-server.ts'

type FetchHandler = (request: Request) => Promise<Response>

/** Runs a `fetch` handler on `node:http`, as a platform does. Resolves with the origin. */
export async function serveFetch(handle: FetchHandler): Promise<string> {
  const server = createServer({ requestTimeout: 0 }, createFetchListener(handle))
  return `http://127.0.0.1:${await listen(server)}`
}

/** Serves only the proxy of the `fetch` handler, at `/api`. Resolves with the URL of `/api`. */
export async function serveEdgeProxy(
  upstream: string,
  {
    timeouts,
    serverKey = null,
  }: { timeouts?: Partial<EdgeTimeouts>; serverKey?: string | null } = {},
): Promise<string> {
  const settings = { upstream: parseUpstream(upstream), serverKey }
  const handle = createCallHandler(settings, { ...EDGE_TIMEOUTS, ...timeouts })
  const origin = await serveFetch(async (request) => {
    const { pathname, search } = new URL(request.url)
    const target = pathname.slice('/api'.length) + search
    const response = await handle(request, target, callerOfRequest(request))
    response.headers.set(REQUEST_ID_HEADER, newRequestId())
    return response
  })
  return `${origin}/api`
}
