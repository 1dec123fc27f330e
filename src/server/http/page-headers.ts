import { SCRIPT_POLICY } from '../../core/api/server-info.ts'
import type { Upstream } from '../proxy/upstream.ts'

/** The hosts on which varg.ai stores files. */
const VARG_HOSTS = 'https://*.varg.ai'

/** The path of scripts and styles in a build. */
const ASSETS = '/assets/'

/** Browsers also cache the compiled code of a script that needs no revalidation. */
export const IMMUTABLE = 'public, max-age=31536000, immutable'

/** Paths that may be worker scripts: all assets of a build, and `.worker.` in development. */
const WORKER = /^\/assets\/|\.worker\./

/**
 * Features that the page uses. Omits `web-share`, which Chromium does not know on every system. Its
 * default allows the page to share.
 */
const USED = [
  'clipboard-read',
  'clipboard-write',
  'fullscreen',
  'picture-in-picture',
  'screen-wake-lock',
]

/** Features that an injected script could ask a person for. Chromium warns of unknown names. */
const DENIED = [
  'camera',
  'display-capture',
  'geolocation',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'usb',
]

/**
 * Adds security and caching headers to every file of the page.
 *
 * @param nonce of the inline scripts and styles that Vite adds in development
 */
export function pageHeaders(upstream: Pick<Upstream, 'url'>, nonce?: string) {
  const headersOf = pageHeadersOf(upstream, nonce)
  return (
    { url = '' }: { url?: string | undefined },
    response: HeaderSetter,
    next: () => void,
  ): void => {
    const [path = ''] = url.split('?', 1)
    for (const [name, value] of Object.entries(headersOf(path))) response.setHeader(name, value)
    // A 404 response overrides the header.
    if (isImmutable(url)) response.setHeader('Cache-Control', IMMUTABLE)
    next()
  }
}

interface HeaderSetter {
  setHeader(name: string, value: string): unknown
}

/**
 * The security headers of a file of the page, by its path.
 *
 * Media may load from this server (the sandbox), varg.ai and the upstream's origin. Other origins
 * are blocked, because the URL of a request can leak data from the page. Files of a gateway that
 * stores them elsewhere have links instead of previews.
 */
export function pageHeadersOf(upstream: Pick<Upstream, 'url'>, nonce?: string) {
  const media = ['blob:', VARG_HOSTS, ...upstreamSource(upstream)].join(' ')
  const own = nonce === undefined ? "'self'" : `'self' 'nonce-${nonce}'`
  const pagePolicy = toPolicy(pageDirectives(own, media))
  return (path: string): Readonly<Record<string, string>> => ({
    'Content-Security-Policy': WORKER.test(path) ? WORKER_POLICY : pagePolicy,
    ...HEADERS,
  })
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

const toPolicy = (directives: readonly string[]): string =>
  [
    "default-src 'none'",
    ...directives,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')

/** @param own sources of scripts and styles */
function pageDirectives(own: string, media: string): string[] {
  return [
    `script-src ${own}`,
    `style-src ${own}`,
    // Thumbnails are data URLs.
    `img-src 'self' data: ${media}`,
    `media-src 'self' ${media}`,
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    `trusted-types ${SCRIPT_POLICY}`,
  ]
}

/** A worker has the policy of its own response. hash-wasm compiles its SHA-256 there. */
const WORKER_POLICY = toPolicy(["script-src 'self' 'wasm-unsafe-eval'", "trusted-types 'none'"])

const HEADERS = {
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': [
    ...USED.map((feature) => `${feature}=(self)`),
    ...DENIED.map((feature) => `${feature}=()`),
  ].join(', '),
}
