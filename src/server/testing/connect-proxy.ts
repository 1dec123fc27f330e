import { createServer, type IncomingHttpHeaders } from 'node:http'
import { connect, type Socket } from 'node:net'
import { type OutboundProxies, readOutboundProxies } from '../proxy/outbound-proxies.ts'
import { listen } from './http-server.ts'

/** A request to the proxy. */
interface ProxyRequest {
  /** The method and its target, such as `CONNECT gateway.test:443`. */
  line: string
  headers: IncomingHttpHeaders
}

interface Options {
  /** Local ports by the `host:port` that they replace. */
  world?: Record<string, number>
  /** Replaces the response to `CONNECT`. */
  onConnect?: (socket: Socket) => void
}

/** Serves a proxy that supports only `CONNECT`. `asked` lists its requests. */
export async function serveConnectProxy({ world = {}, onConnect }: Options = {}) {
  const asked: ProxyRequest[] = []
  const server = createServer((request, response) => {
    asked.push({ line: `${request.method} ${request.url}`, headers: request.headers })
    response.writeHead(405).end()
  })
  server.on('connect', (request, incoming) => {
    const socket = incoming as Socket
    asked.push({ line: `CONNECT ${request.url}`, headers: request.headers })
    socket.on('error', () => {})
    if (onConnect) return onConnect(socket)
    const port = world[request.url ?? '']
    if (port === undefined) return socket.end('HTTP/1.1 502 No way\r\nContent-Length: 0\r\n\r\n')
    const there = connect({ port, host: '127.0.0.1', allowHalfOpen: true }, () => {
      socket.write('HTTP/1.1 200 Connected\r\n\r\n')
      there.pipe(socket)
      socket.pipe(there)
    })
    there.on('error', () => socket.destroy())
    there.on('close', () => socket.destroy())
    socket.on('close', () => there.destroy())
  })
  const host = `127.0.0.1:${await listen(server)}`
  return { host, url: `http://${host}`, asked }
}

/** Sends all outgoing requests through one proxy. */
export function throughProxy(url: string): OutboundProxies {
  return readOutboundProxies({ HTTPS_PROXY: url, HTTP_PROXY: url })
}
