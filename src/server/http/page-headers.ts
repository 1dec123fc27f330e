import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Upstream } from './upstream.ts'

/** Where the gateway of varg.ai is known to keep files: on hosts of that domain, whatever their names. */
const VARG_FILES = 'https://*.varg.ai'

/** Where the build puts scripts and styles. */
const ASSETS = '/assets/'

/** A browser that need not ask again also keeps what it compiled. */
const FOR_EVER = 'public, max-age=31536000, immutable'

/**
 * For the built page only: Vite's development client needs inline scripts and a socket.
 *
 * What the page may do is told to the browser with everything that the built page consists of.
 * Pictures and clips may come from where gateways keep them: from here, where the sandbox is,
 * from varg.ai, and from the upstream's own origin. Not from everywhere, for a URL that a page
 * may load can carry away what the page knows. A gateway that keeps its files elsewhere has
 * links instead of previews.
 */
export function pageHeaders(upstream: Pick<Upstream, 'url'>) {
  const headers = Object.entries(headersFor(['blob:', VARG_FILES, ...ownSource(upstream)]))
  return ({ url }: IncomingMessage, response: ServerResponse, next: () => void): void => {
    for (const [name, value] of headers) response.setHeader(name, value)
    // Named by their content. The page that is sent where there is no such file says otherwise itself.
    if (url?.startsWith(ASSETS)) response.setHeader('Cache-Control', FOR_EVER)
    next()
  }
}

/** The upstream's origin; nothing where it is covered, or where a policy has no words for it. */
function ownSource({ url }: Pick<Upstream, 'url'>): string[] {
  const { protocol, hostname, port, origin } = new URL(url)
  const isCovered = protocol === 'https:' && port === '' && hostname.endsWith('.varg.ai')
  // No IPv6 address is a source, nor may a strange name bring a directive of its own.
  return isCovered || !/^[a-z0-9.-]+$/.test(hostname) ? [] : [origin]
}

function headersFor(mediaSources: readonly string[]) {
  const media = mediaSources.join(' ')
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      // hash-wasm compiles its SHA-256 in the page's workers.
      "script-src 'self' 'wasm-unsafe-eval'",
      "style-src 'self'",
      `img-src 'self' data: ${media}`,
      `media-src 'self' ${media}`,
      "connect-src 'self'",
      "worker-src 'self'",
      "font-src 'self'",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  } as const
}
