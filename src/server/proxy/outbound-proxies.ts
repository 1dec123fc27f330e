import { StartError } from '../start-error.ts'
import { isExempt, isLoopback } from './no-proxy.ts'

/** An HTTP proxy between this server and the internet. */
export interface OutboundProxy {
  /** Starts with `http:` or `https:`. Contains no credentials. */
  url: string
  /** Host and port, for people. */
  label: string
  /** The environment variable that sets it. */
  variable: string
  /** The value of `Proxy-Authorization`. Only the proxy receives it. */
  authorization: string | undefined
}

/** The server of a request. `hostname` has no brackets. */
export interface Destination {
  secure: boolean
  hostname: string
  port: number
}

export interface OutboundProxies {
  /** The proxy for a destination. Undefined for a direct connection, as always for loopback. */
  find(destination: Destination): OutboundProxy | undefined
  /** One line for people about the configured proxies. Undefined without a proxy. */
  describe(upstream: Destination & { host: string }): string | undefined
}

export const NO_PROXIES: OutboundProxies = { find: () => undefined, describe: () => undefined }

/**
 * Reads `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`. As in curl, a lower-case name
 * wins, and `ALL_PROXY` applies to a scheme without its own variable.
 *
 * @throws {StartError} if a proxy is malformed or not an HTTP proxy
 */
export function readOutboundProxies(
  environment: Record<string, string | undefined>,
): OutboundProxies {
  const read = (...names: string[]) => {
    for (const name of names.flatMap((upper) => [upper.toLowerCase(), upper])) {
      const text = environment[name]?.trim()
      if (text) return parseProxy(name, text)
    }
    return undefined
  }
  const forHttps = read('HTTPS_PROXY', 'ALL_PROXY')
  const forHttp = read('HTTP_PROXY', 'ALL_PROXY')
  const noProxy = environment.no_proxy || environment.NO_PROXY || ''

  function find(destination: Destination): OutboundProxy | undefined {
    if (isLoopback(destination.hostname) || isExempt(destination, noProxy)) return undefined
    return destination.secure ? forHttps : forHttp
  }

  function describe(upstream: Destination & { host: string }): string | undefined {
    const proxies = [forHttps, forHttp].filter((proxy) => proxy !== undefined)
    const names = new Set(proxies.map(({ label, variable }) => `${label} (${variable})`))
    if (names.size === 0) return undefined
    const list = `Outgoing requests use the proxy ${[...names].join(' and ')}`
    return find(upstream) ? `${list}.` : `${list}, but those to ${upstream.host} are sent directly.`
  }

  return { find, describe }
}

/** Stricter than the URL parser, which accepts quotes in a host name. */
const ORIGIN = /^https?:\/\/(?:[\w.-]+|\[[0-9a-f:]+\])(?::\d+)?$/

function parseProxy(variable: string, text: string): OutboundProxy {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`
  const url = URL.canParse(whole) ? new URL(whole) : undefined
  if (url === undefined || !ORIGIN.test(url.origin) || url.pathname !== '/') {
    // The message omits text that may contain a password.
    const shown = text.includes('@') ? '' : `, but is “${text}”`
    const rule = 'must be the URL of an HTTP proxy, such as http://proxy.example:3128'
    throw new StartError(`${variable} ${rule}${shown}.`)
  }
  return {
    url: url.origin,
    label: url.port === '' ? `${url.hostname}:${url.protocol === 'https:' ? 443 : 80}` : url.host,
    variable,
    authorization: authorizationOf(url, variable),
  }
}

function authorizationOf({ username, password }: URL, variable: string): string | undefined {
  if (username === '' && password === '') return undefined
  try {
    const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
    return `Basic ${Buffer.from(pair).toString('base64')}`
  } catch {
    const rule = 'holds a user or password with a % that must be written as %25'
    throw new StartError(`${variable} ${rule}.`)
  }
}
