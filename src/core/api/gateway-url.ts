import type { ContentHash } from './contract.ts'

export interface KnownUrls {
  has(url: string): boolean
  /** The `URL.host` of each of them. */
  hosts: ReadonlySet<string>
}

export interface FoundUrl {
  url: string
  /** The name in the text. Never empty. */
  name?: string
}

const FILES_HOST = 's3.varg.ai'

/** Maximum length of a URL in characters, by the contract. */
const LONGEST_URL = 8000

/** A path that ends in the hash of a content, with or without an extension. */
const HASHED_PATH = /\/([0-9a-f]{64})(?:\.[a-z0-9]{1,16})?$/i

/** Endpoints of the gateway, in any version of its contract. */
const CALL_PATH =
  /\/v\d+\/(?:image|video|speech|music|transcription|files|jobs|balance|billing|me|models|voices)(?:\/[a-z_]*)*$/

/**
 * Whether the URL is that of a file on a gateway. It is in the history, its path ends in a hash, or
 * its host has such files. Endpoints such as `/v1/image` and hosts without a path do not count.
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

export function hashInUrl(url: string): ContentHash | undefined {
  const digits = HASHED_PATH.exec(parseWebUrl(url)?.pathname ?? '')?.[1]
  return digits === undefined ? undefined : `sha256:${digits.toLowerCase()}`
}

/** Returns undefined unless the text is an absolute http or https URL without spaces. */
export function parseWebUrl(url: string): URL | undefined {
  if (!/^https?:\/\/\S+$/i.test(url) || !URL.canParse(url)) return undefined
  return new URL(url)
}

/** Omits an empty name and a name that repeats the URL. */
export function nameUrl(url: string, name: string | undefined): FoundUrl {
  return name?.trim() && name !== url ? { url, name } : { url }
}
