import { StartError } from '../start-error.ts'
import { isExempt, isLoopback } from './no-proxy.ts'

/** An HTTP proxy between this server and the internet. */
export interface OutboundProxy {
  /** With `http:` or `https:`. Holds no user and password. */
  url: string
  /** Its host and port, for people. */
  label: string
  /** Where it was set. */
  variable: string
  /** The value of `Proxy-Authorization`, which goes to the proxy and nowhere else. */
  authorization: string | undefined
}

/** What is to be asked. `hostname` has no brackets. */
export interface Destination {
  secure: boolean
  hostname: string
  port: number
}

export interface OutboundProxies {
  /** The proxy for a destination; undefined where it is asked directly. Never for loopback. */
  find(destination: Destination): OutboundProxy | undefined
  /** One line for people about the proxies that are set; undefined where there are none. */
  describe(upstream: Destination & { host: string }): string | undefined
}

/** Nothing is set. */
export const NO_PROXIES: OutboundProxies = { find: () => undefined, describe: () => undefined }

/**
 * Reads `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`. As in curl, a name in lower case
 * wins, and `ALL_PROXY` counts for the scheme that has no variable of its own.
 *
 * @throws {StartError} for a proxy that is malformed or of another kind
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

/** The URL parser takes quotes for parts of a name. */
const ORIGIN = /^https?:\/\/(?:[\w.-]+|\[[0-9a-f:]+\])(?::\d+)?$/

function parseProxy(variable: string, text: string): OutboundProxy {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`
  const url = URL.canParse(whole) ? new URL(whole) : undefined
  if (url === undefined || !ORIGIN.test(url.origin) || url.pathname !== '/') {
    // The text is not repeated where it may hold a password.
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
