import type { ContentHash } from './contract.ts'

/** What the history knows of URLs. */
export interface KnownUrls {
  has(url: string): boolean
  /** Hosts with their ports, as `URL.host` has them, of the URLs that it knows. */
  hosts: ReadonlySet<string>
}

/** A URL that was found in a text. */
export interface FoundUrl {
  url: string
  /** What the text calls it, where it does. Never empty. */
  name?: string
}

/** Where the gateway keeps what was uploaded. */
const FILES_HOST = 's3.varg.ai'

/** Longest URL that is looked at, in characters: the contract's bound. */
const LONGEST_URL = 8000

/** A path that ends in a content's hash, with or without an extension. */
const HASHED_PATH = /\/([0-9a-f]{64})(?:\.[a-z0-9]{1,16})?$/i

/** Calls of the gateway, of this and of later versions of its contract. */
const CALL_PATH =
  /\/v\d+\/(?:image|video|speech|music|transcription|files|jobs|balance|billing|me|models|voices)(?:\/[a-z_]*)*$/

/**
 * Whether a file at a gateway is meant: a URL that the history knows, whose path ends in a hash,
 * or at a host where such files are. A call like `/v1/image` is none, nor is a host alone.
 */
export function isGatewayUrl(url: string, known: KnownUrls): boolean {
  if (url.length > LONGEST_URL) return false
  if (known.has(url)) return true
  const parsed = parseWebUrl(url)
  if (!parsed || CALL_PATH.test(parsed.pathname)) return false
  if (HASHED_PATH.test(parsed.pathname)) return true
  return (
    (parsed.host === FILES_HOST || known.hosts.has(parsed.host)) && !parsed.pathname.endsWith('/')
  )
}

/** The hash of the content, where the URL's path ends in one. */
export function hashInUrl(url: string): ContentHash | undefined {
  const digits = HASHED_PATH.exec(parseWebUrl(url)?.pathname ?? '')?.[1]
  return digits === undefined ? undefined : `sha256:${digits.toLowerCase()}`
}

/** Undefined for what is no absolute URL of the web. Spaces are none of a URL's own. */
export function parseWebUrl(url: string): URL | undefined {
  if (!/^https?:\/\/\S+$/i.test(url) || !URL.canParse(url)) return undefined
  return new URL(url)
}

/** Empty names are none, nor are names that only repeat the URL. */
export function nameUrl(url: string, name: string | undefined): FoundUrl {
  return name?.trim() && name !== url ? { url, name } : { url }
}
