import { createServer, type IncomingHttpHeaders } from 'node:http'
import { connect, type Socket } from 'node:net'
import { type OutboundProxies, readOutboundProxies } from '../proxy/outbound-proxies.ts'
import { listen } from './http-server.ts'

/** What a proxy was asked for. */
interface Asked {
  /** The method and its target, such as `CONNECT gateway.test:443`. */
  line: string
  headers: IncomingHttpHeaders
}

interface Options {
  /** Ports of this machine that stand for `host:port` out in the world. */
  world?: Record<string, number>
  /** Answers `CONNECT` in another way. */
  onConnect?: (socket: Socket) => void
}

/** A proxy that knows `CONNECT` and nothing else. What goes through it is counted. */
export async function serveConnectProxy({ world = {}, onConnect }: Options = {}) {
  const asked: Asked[] = []
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

/** All that is asked through one proxy. */
export function throughProxy(url: string): OutboundProxies {
  return readOutboundProxies({ HTTPS_PROXY: url, HTTP_PROXY: url })
}
