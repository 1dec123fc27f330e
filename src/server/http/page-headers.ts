import { SCRIPT_POLICY } from '../../core/api/server-info.ts'
import type { Upstream } from '../proxy/upstream.ts'

/** The hosts on which varg.ai stores files. */
const VARG_HOSTS = 'https://*.varg.ai'

/** The path of scripts and styles in a build. */
const ASSETS = '/assets/'

/** Browsers also cache the compiled code of a script that needs no revalidation. */
export const IMMUTABLE = 'public, max-age=31536000, immutable'

/**
 * Adds security and caching headers to every file of the built page. Vite's development client
 * needs inline scripts and a WebSocket, so `npm run dev` does not use them.
 *
 * Media may load from this server (the sandbox), varg.ai and the upstream's origin. Other origins
 * are blocked, because the URL of a request can leak data from the page. Files of a gateway that
 * stores them elsewhere have links instead of previews.
 */
export function pageHeaders(upstream: Pick<Upstream, 'url'>) {
  const headers = Object.entries(pageHeadersOf(upstream))
  return (
    { url }: { url?: string | undefined },
    response: HeaderSetter,
    next: () => void,
  ): void => {
    for (const [name, value] of headers) response.setHeader(name, value)
    // A 404 response overrides the header.
    if (isImmutable(url ?? '')) response.setHeader('Cache-Control', IMMUTABLE)
    next()
  }
}

interface HeaderSetter {
  setHeader(name: string, value: string): unknown
}

/** The security headers of every file of the page. */
export function pageHeadersOf(upstream: Pick<Upstream, 'url'>): Readonly<Record<string, string>> {
  return headersFor(['blob:', VARG_HOSTS, ...upstreamSource(upstream)])
}

/** Whether the name of the file contains a content hash. */
export function isImmutable(path: string): boolean {
  return path.startsWith(ASSETS)
}

/** The upstream's origin. Empty if {@link VARG_HOSTS} covers it or a policy cannot express it. */
function upstreamSource({ url }: Pick<Upstream, 'url'>): string[] {
  const { protocol, hostname, port, origin } = new URL(url)
  const isCovered = protocol === 'https:' && port === '' && hostname.endsWith('.varg.ai')
  // An IPv6 address is not a valid source. Other characters could inject a directive.
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
      "require-trusted-types-for 'script'",
      `trusted-types ${SCRIPT_POLICY}`,
    ].join('; '),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  } as const
}
