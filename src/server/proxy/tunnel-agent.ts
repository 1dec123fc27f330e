import type { ClientRequest } from 'node:http'
import type { Socket } from 'node:net'
import { checkServerIdentity } from 'node:tls'
import { HttpsProxyAgent } from 'https-proxy-agent'
import type { OutboundProxy } from './outbound-proxies.ts'
import { describeNoTunnel, describeTunnelRefusal, describeTunnelTimeout } from './tunnel-failure.ts'

type Endpoint = Parameters<HttpsProxyAgent<string>['connect']>[1]

interface Options {
  /** The destination, for error messages. */
  host: string
  /** Milliseconds that the proxy has for each connection. */
  timeout: number
  /** Milliseconds that an idle connection stays open. 0 closes it after a call. */
  idle?: number
}

/**
 * Connects through an HTTP proxy with `CONNECT`, for http as well as https. If the proxy opens no
 * connection, the request fails with a `ProxyFailure` that names the proxy. The proxy receives
 * no part of the request.
 */
export class TunnelAgent extends HttpsProxyAgent<string> {
  readonly #proxy: OutboundProxy
  readonly #host: string
  readonly #timeout: number

  constructor(proxy: OutboundProxy, { host, timeout, idle = 0 }: Options) {
    super(proxy.url, { keepAlive: idle > 0 })
    // Node closes idle connections after this time. The library drops the option.
    this.options.timeout = idle
    this.#proxy = proxy
    this.#host = host
    this.#timeout = timeout
  }

  override async connect(request: ClientRequest, endpoint: Endpoint): Promise<Socket> {
    const { url, authorization } = this.#proxy
    let status = 0
    request.once('proxyConnect', (response: { statusCode: number }) => {
      status = response.statusCode
    })
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(), this.#timeout)
    // Each connection needs its own agent, because the signal is an option of the agent.
    const connector = new HttpsProxyAgent(url, {
      headers: authorization === undefined ? {} : { 'Proxy-Authorization': authorization },
      autoSelectFamilyAttemptTimeout: 1_000,
      signal: late.signal,
    })
    let socket: Socket
    try {
      socket = await connector.connect(request, withIdentity(endpoint))
    } catch (caught) {
      if (late.signal.aborted) throw describeTunnelTimeout(this.#proxy, this.#host)
      throw caught instanceof Error ? describeNoTunnel(this.#proxy, this.#host, caught) : caught
    } finally {
      clearTimeout(timer)
    }
    if (status === 200) return socket
    socket.destroy()
    throw describeTunnelRefusal(this.#proxy, this.#host, status)
  }
}

/** Without a server name, Node would check the certificate against the name of the proxy. */
function withIdentity(endpoint: Endpoint): Endpoint {
  if (!endpoint.secureEndpoint || endpoint.servername) return endpoint
  const host = endpoint.host ?? ''
  return {
    ...endpoint,
    checkServerIdentity: (_, certificate) => checkServerIdentity(host, certificate),
  }
}
