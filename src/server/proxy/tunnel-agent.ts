import type { ClientRequest } from 'node:http'
import type { Socket } from 'node:net'
import { checkServerIdentity } from 'node:tls'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { describeLateTunnel, describeNoTunnel, describeTunnelRefusal } from './failure.ts'
import type { OutboundProxy } from './outbound-proxies.ts'

type Endpoint = Parameters<HttpsProxyAgent<string>['connect']>[1]

interface Options {
  /** Where it leads, for people. */
  host: string
  /** Milliseconds that the proxy has for each connection. */
  timeouts: number
  /** Milliseconds for which a connection is kept open after a call; 0 for not at all. */
  idle?: number
}

/**
 * Connects through an HTTP proxy by `CONNECT`, for http as well as https. A connection that the
 * proxy does not open fails with a `ProxyFailure` that names the proxy, and the proxy gets nothing
 * of the request.
 */
export class TunnelAgent extends HttpsProxyAgent<string> {
  readonly #proxy: OutboundProxy
  readonly #host: string
  readonly #timeouts: number

  constructor(proxy: OutboundProxy, { host, timeouts, idle = 0 }: Options) {
    super(proxy.url, { keepAlive: idle > 0 })
    // Node closes idle connections by it. The library drops the option.
    this.options.timeout = idle
    this.#proxy = proxy
    this.#host = host
    this.#timeouts = timeouts
  }

  override async connect(request: ClientRequest, endpoint: Endpoint): Promise<Socket> {
    const { url, authorization } = this.#proxy
    let status = 0
    request.once('proxyConnect', (answer: { statusCode: number }) => {
      status = answer.statusCode
    })
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(), this.#timeouts)
    // One for each connection, for each has a signal of its own.
    const connector = new HttpsProxyAgent(url, {
      headers: authorization === undefined ? {} : { 'Proxy-Authorization': authorization },
      autoSelectFamilyAttemptTimeout: 1_000,
      signal: late.signal,
    })
    let socket: Socket
    try {
      socket = await connector.connect(request, withIdentity(endpoint))
    } catch (caught) {
      if (late.signal.aborted) throw describeLateTunnel(this.#proxy, this.#host)
      throw caught instanceof Error ? describeNoTunnel(this.#proxy, this.#host, caught) : caught
    } finally {
      clearTimeout(timer)
    }
    if (status === 200) return socket
    socket.destroy()
    throw describeTunnelRefusal(this.#proxy, this.#host, status)
  }
}

/** Without a name to ask for, Node would compare the certificate with the name of the proxy. */
function withIdentity(endpoint: Endpoint): Endpoint {
  if (!endpoint.secureEndpoint || endpoint.servername) return endpoint
  const host = endpoint.host ?? ''
  return {
    ...endpoint,
    checkServerIdentity: (_, certificate) => checkServerIdentity(host, certificate),
  }
}
