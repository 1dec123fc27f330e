import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo, Server as SocketServer } from 'node:net'
import { onTestFinished } from 'vitest'
import { deferContinue } from '../http/expectation.ts'
import { asMiddleware, type Handler } from '../http/middleware.ts'

/** Listens on a free port of this machine until the test ends. Resolves with the port. */
export async function listen(server: SocketServer | Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    if ('closeAllConnections' in server) server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** Serves an upstream with `listener`. Resolves with its base URL. */
export async function serveUpstream(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(listener))}`
}

/** Mounts a handler at `base`, as the plugin does. Resolves with the URL of `base`. */
export async function mountHandler(base: string, handler: Handler): Promise<string> {
  return `http://127.0.0.1:${await listen(createMountedServer(base, handler))}${base}`
}

function createMountedServer(base: string, handler: Handler): Server {
  const middleware = asMiddleware(handler)
  const server = createServer((request, response) => {
    request.url = (request.url ?? '').replace(base, '')
    void middleware(request, response)
  })
  server.requestTimeout = 0
  deferContinue(server, () => true)
  return server
}
