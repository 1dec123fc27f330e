import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'

/**
 * Runs a `fetch` handler on `node:http`. Its signal aborts when the client disconnects. A request
 * that `Request` does not accept gets a 400, for example with TRACE or a malformed host.
 *
 * @param handle never rejects
 */
export function createFetchListener(
  handle: (request: Request) => Promise<Response>,
): RequestListener {
  return (incoming, outgoing) => {
    // A body that breaks off ends the response.
    respond(handle, incoming, outgoing).catch(() => outgoing.destroy())
  }
}

async function respond(
  handle: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController()
  outgoing.once('close', () => gone.abort())
  incoming.on('error', () => {})
  const request = toRequest(incoming, gone.signal)
  if (request === undefined) {
    outgoing.writeHead(400, { Connection: 'close' }).end()
    return
  }
  const response = await handle(request)
  const body = Buffer.from(await response.arrayBuffer())
  outgoing.statusCode = response.status
  outgoing.setHeaders(response.headers).end(body)
}

function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request | undefined {
  const { method = 'GET', headers, url = '/' } = incoming
  const fields = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ])
  const init: RequestInit & { duplex: 'half' } = { method, headers: fields, signal, duplex: 'half' }
  if (method !== 'GET' && method !== 'HEAD') {
    init.body = Readable.toWeb(incoming) as unknown as ReadableStream
  }
  try {
    return new Request(`http://${headers.host}${url}`, init)
  } catch {
    return undefined
  }
}
