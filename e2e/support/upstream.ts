import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

/** A gateway whose responses the story decides. */
export interface Upstream {
  url: string
  stop: () => Promise<void>
}

/**
 * Starts a gateway of version 1 with a balance for every key.
 *
 * @param answer responds to each POST
 * @param onCall receives each request
 * @param read responds to each other request
 * @param port any free port when omitted
 */
export async function startUpstream(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  onCall: (request: IncomingMessage) => void = () => {},
  read = readVersion1,
  port = 0,
): Promise<Upstream> {
  const server = createServer(handle)
  // `answer` can reject a request before its body is sent.
  server.on('checkContinue', handle)
  function handle(request: IncomingMessage, response: ServerResponse): void {
    onCall(request)
    if (request.method === 'POST') answer(request, response)
    else read(request, response)
  }
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port to be had')
  return { url: `http://127.0.0.1:${address.port}`, stop: () => stop(server) }
}

function readVersion1({ url = '' }: IncomingMessage, response: ServerResponse): void {
  if (url.includes('/v1/')) json(response, 200, { balance_cents: 5 })
  else json(response, 404, { error: 'NotFoundError', message: 'There is no such path.' })
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}
