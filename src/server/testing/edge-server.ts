import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { REQUEST_ID_HEADER } from '../../core/traffic/refdrop-headers.ts'
import { createCallHandler } from '../edge/call-handler.ts'
import { EDGE_TIMEOUTS, type EdgeTimeouts } from '../edge/edge-timeouts.ts'
import { callerOfRequest } from '../edge/request-caller.ts'
import { newRequestId } from '../http/request-id.ts'
import { parseUpstream } from '../proxy/upstream.ts'
import { listen } from './http-server.ts'

type FetchHandler = (request: Request) => Promise<Response>

/** Runs a `fetch` handler on `node:http`, as a platform does. Resolves with the origin. */
export async function serveFetch(handle: FetchHandler): Promise<string> {
  const server = createServer((request, response) => {
    answer(handle, request, response).catch(() => response.destroy())
  })
  server.requestTimeout = 0
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

async function answer(
  handle: FetchHandler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController()
  outgoing.once('close', () => gone.abort())
  incoming.on('error', () => {})
  const response = await handle(toRequest(incoming, gone.signal))
  const body = Buffer.from(await response.arrayBuffer())
  const headers = { ...Object.fromEntries(response.headers), 'Content-Length': body.byteLength }
  outgoing.writeHead(response.status, headers).end(body)
}

function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request {
  const { method = 'GET', headers, url = '/' } = incoming
  const fields = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ])
  const init: RequestInit & { duplex: 'half' } = { method, headers: fields, signal, duplex: 'half' }
  if (method !== 'GET' && method !== 'HEAD') {
    init.body = Readable.toWeb(incoming) as unknown as ReadableStream
  }
  return new Request(`http://${headers.host}${url}`, init)
}
