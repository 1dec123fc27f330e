import type { HeaderList } from '../core/api/credential.ts'
import { FETCHED_PATH } from '../core/api/server-info.ts'
import { headerOf } from '../core/traffic/observed-call.ts'
import { words } from './words.ts'

/**
 * The path at which the page fetches a URL. URLs of other origins go through our server, which
 * fetches only URLs that the gateway returned.
 */
export function pathOfUrl(url: string): string {
  const isOurs = URL.canParse(url) && new URL(url).origin === location.origin
  return isOurs ? url : `${FETCHED_PATH}?${new URLSearchParams({ url })}`
}

const TEXT = /^text\/|\b(json|xml|javascript)\b/i

/** Names under which our server passes on headers of the fetched response. */
const FETCHED_HEADERS: Record<string, string> = {
  'x-fetched-type': 'Content-Type',
  'x-fetched-length': 'Content-Length',
}

/** Restores the names of fetched headers. Drops empty ones, and our server's type and length. */
export function restoreFetchedHeaders(headers: HeaderList): HeaderList {
  const hidden = new Set(Object.values(FETCHED_HEADERS).map((name) => name.toLowerCase()))
  return headers.flatMap(([name, value]): HeaderList => {
    if (hidden.has(name)) return []
    return value === '' ? [] : [[FETCHED_HEADERS[name] ?? name, value]]
  })
}

/** Maximum bytes of a body that is read as text. More would block the page. */
const MAX_TEXT = 1_048_576

/** The body as text, or its size and type when it is large or not text. */
export async function bodyAsText(body: Blob, headers: HeaderList): Promise<string> {
  const type = headerOf(headers, 'Content-Type') ?? ''
  if (body.size === 0 || (TEXT.test(type) && body.size <= MAX_TEXT)) return body.text()
  return words.body(body.size, type)
}
