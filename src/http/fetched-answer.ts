import { FETCHED_PATH } from '../core/api/server-info.ts'
import type { HeaderList } from '../core/traffic/exchange.ts'
import { headerOf } from '../core/traffic/observed-call.ts'

/** Where our page gets what is at a URL: on our own origin, else through our server, which fetches only what the gateway returned. */
export function pathOfUrl(url: string): string {
  const isOurs = URL.canParse(url) && new URL(url).origin === location.origin
  return isOurs ? url : `${FETCHED_PATH}?${new URLSearchParams({ url })}`
}

/** Types whose bodies are read as text. */
const TEXT = /^text\/|\b(json|xml|javascript)\b/i

/** How our server calls what it was told by whoever it fetched from. */
const FETCHED_HEADERS: Record<string, string> = {
  'x-fetched-type': 'Content-Type',
  'x-fetched-length': 'Content-Length',
}

/** The headers of whoever was fetched from, without those that only frame the bytes here. */
export function renameFetched(headers: HeaderList): HeaderList {
  const hidden = new Set(Object.values(FETCHED_HEADERS).map((name) => name.toLowerCase()))
  return headers.flatMap(([name, value]): HeaderList => {
    if (hidden.has(name)) return []
    return value === '' ? [] : [[FETCHED_HEADERS[name] ?? name, value]]
  })
}

/** A body as it can be shown: what is no text by its type is told by its size. */
export async function showBody(body: Blob, headers: HeaderList): Promise<string> {
  const type = headerOf(headers, 'Content-Type') ?? ''
  if (body.size === 0 || TEXT.test(type)) return body.text()
  return `<${body.size} bytes of ${type === '' ? 'no type' : type}>`
}
