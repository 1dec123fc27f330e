import type { ContentHash } from './contract.ts'

export interface KnownUrls {
  has(url: string): boolean
  /** The `URL.host` of each known URL. */
  hosts: ReadonlySet<string>
}

/** Hosts of the gateway's files. */
const FILES_HOST = /\.varg\.ai$/

/** Hosts of endpoints and pages. */
const OTHER_HOST = /^(?:api|app|docs?|hooks?|mcp|render|status)\./

/** Maximum length of a URL in characters, by the contract. */
const LONGEST_URL = 8000

/** A path that ends in the hash of a content, with or without an extension. */
const HASHED_PATH = /\/([0-9a-f]{64})(?:\.[a-z0-9]{1,16})?$/i

/** Endpoints of the gateway, in any version of its contract. */
const CALL_PATH =
  /\/v\d+\/(?:image|video|speech|music|transcription|files|jobs|balance|billing|me|models|voices)(?:\/[a-z_]*)*$/

/**
 * Whether the URL points to a file on a gateway. Such a URL is in the history, has a path that ends
 * in a hash, or has a known host. Endpoints such as `/v1/image` and bare hosts do not count.
 */
export function isGatewayUrl(url: string, known: KnownUrls): boolean {
  if (url.length > LONGEST_URL) return false
  if (known.has(url)) return true
  const parsed = parseWebUrl(url)
  if (!parsed || !isFileUrl(url)) return false
  if (HASHED_PATH.test(parsed.pathname)) return true
  return (
    (FILES_HOST.test(parsed.hostname) || known.hosts.has(parsed.host)) &&
    !parsed.pathname.endsWith('/')
  )
}

/**
 * Whether the URL may point to a file. Rejects endpoints, hosts without a path, pages of varg.ai,
 * and templates with expressions in braces.
 */
export function isFileUrl(url: string): boolean {
  const parsed = url.length > LONGEST_URL ? undefined : parseWebUrl(url)
  if (!parsed || parsed.pathname === '/' || /[{}]/.test(url)) return false
  return !CALL_PATH.test(parsed.pathname) && !OTHER_HOST.test(parsed.hostname)
}

/**
 * Whether the URL points outside of the gateways. It may expire, or a model may reject it.
 *
 * @param own URLs on the hosts of this page and of the gateway
 */
export function isForeignUrl(url: string, own: readonly string[]): boolean {
  const parsed = parseWebUrl(url)
  if (!parsed || FILES_HOST.test(parsed.hostname)) return false
  return own.every((one) => parseWebUrl(one)?.host !== parsed.host)
}

export function hashInUrl(url: string): ContentHash | undefined {
  const digits = HASHED_PATH.exec(parseWebUrl(url)?.pathname ?? '')?.[1]
  return digits === undefined ? undefined : `sha256:${digits.toLowerCase()}`
}

/** Returns undefined unless the text is an absolute http or https URL without spaces. */
export function parseWebUrl(url: string): URL | undefined {
  if (!/^https?:\/\/\S+$/i.test(url) || !URL.canParse(url)) return undefined
  return new URL(url)
}
