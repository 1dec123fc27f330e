import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

/** A gateway that misbehaves in one way, for the faults that a good one never shows. */
export interface Upstream {
  url: string
  stop: () => Promise<void>
}

/** Serves POST /v1/files by `answer`, and a balance for every key. @param onCall told of each call */
export async function startUpstream(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  onCall: (request: IncomingMessage) => void = () => {},
): Promise<Upstream> {
  const server = createServer(handle)
  // What is to be refused is refused before its body is asked for.
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
