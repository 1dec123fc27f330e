import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

/** A gateway whose responses the story decides. */
export interface Upstream {
  url: string
  stop: () => Promise<void>
}

/**
 * Starts a gateway with a balance for every key.
 *
 * @param answer responds to each POST
 * @param onCall receives each request
 */
export async function startUpstream(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  onCall: (request: IncomingMessage) => void = () => {},
): Promise<Upstream> {
  const server = createServer(handle)
  // `answer` can reject a request before its body is sent.
  server.on('checkContinue', handle)
  function handle(request: IncomingMessage, response: ServerResponse): void {
    onCall(request)
    if (request.method === 'POST') answer(request, response)
    else json(response, 200, { balance_cents: 5 })
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port to be had')
  return { url: `http://127.0.0.1:${address.port}`, stop: () => stop(server) }
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}
