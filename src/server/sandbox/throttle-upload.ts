import type { IncomingMessage, ServerResponse } from 'node:http'
import { GATEWAYS } from '../../core/api/gateways.ts'
import { getBasePath } from '../http/base-path.ts'
import { createProxy } from '../proxy/proxy.ts'
import type { Upstream } from '../proxy/upstream.ts'

/**
 * Sends the upload to this server again through a throttling proxy of its own. The sandbox then
 * sees a connection that really is slow, or really breaks.
 */
export async function throttleUpload(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const proxy = createProxy({ upstream: thisSandbox(request), serverKey: null })
  try {
    await proxy.handle(request, response)
  } finally {
    proxy.close()
  }
}

/** This server, at the address that the client reached and with its `Host` header. */
function thisSandbox(request: IncomingMessage): Upstream {
  const { headers, socket } = request
  const { localAddress: hostname = '127.0.0.1', localPort: port = 0 } = socket
  const host = headers.host ?? `localhost:${port}`
  const base = getBasePath(request) + GATEWAYS.sandbox.base
  const label = host + base
  return { secure: false, hostname, port, host, basePath: base, label, url: `http://${label}` }
}
