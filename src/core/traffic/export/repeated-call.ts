import type { HeaderList } from '../../api/credential.ts'
import type { Exchange } from '../exchange.ts'
import { headerOf } from '../observed-call.ts'

export interface RepeatedCall {
  method: string
  url: string
  /** Whether the call needs a key, which comes from the environment. */
  needsKey: boolean
  /** Headers without the key. Valid and unique names, values on one line. */
  headers: HeaderList
  /** Undefined when there is no body. A body that is not kept comes from a file. */
  body: 'empty' | { fileName: string } | { text: string } | undefined
}

export const KEY_VARIABLE = 'VARG_API_KEY'

/**
 * Headers that the sending program sets itself, for its connection and body. Without
 * `Accept-Encoding`, the response comes uncompressed, as Refdrop got it. The value of `Cookie` is
 * never shown. `User-Agent` is kept, because the gateway's CDN rejects some with 403.
 */
const OMITTED = new Set([
  'accept-encoding',
  'authorization',
  'connection',
  'content-length',
  'cookie',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/** File names of bodies that are neither kept nor from a file. */
const DEFAULT_NAME = 'body.bin'
const JSON_NAME = 'body.json'

export function repeatCall({ request, subject }: Exchange): RepeatedCall {
  const { method, url, headers, body } = request
  const isJson = /\bjson\b/i.test(headerOf(headers, 'Content-Type') ?? '')
  const fileName = nameOf(subject?.path ?? '', isJson ? JSON_NAME : DEFAULT_NAME)
  const { size, text } = body ?? {}
  return {
    method,
    url,
    needsKey: needsKey(request),
    headers: headersToRepeat(headers),
    body: body && (size === 0 ? 'empty' : text === undefined ? { fileName } : { text }),
  }
}

/** Whether the call needs a key. Our server may have added one if the sent headers are unknown. */
function needsKey({ headers, isAsSent, url }: Exchange['request']): boolean {
  if (headerOf(headers, 'Authorization') !== undefined) return true
  return !isAsSent && /\/v\d+\//.test(url)
}

/** Joins the values of repeated headers, which is equivalent by RFC 9110. */
function headersToRepeat(headers: HeaderList): HeaderList {
  const byName = new Map<string, [name: string, value: string]>()
  for (const [name, raw] of headers) {
    const kind = name.toLowerCase()
    if (!HEADER_NAME.test(name) || OMITTED.has(kind)) continue
    const value = raw.replace(/[^\P{Cc}\t]+/gu, ' ').trim()
    const [first, before] = byName.get(kind) ?? [name]
    byName.set(kind, [first, before === undefined ? value : `${before}, ${value}`])
  }
  return [...byName.values()]
}

/** The file name without its folder. Replaces U+0000, which no file name may contain. */
function nameOf(path: string, usual: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replaceAll('\0', '\ufffd')
  return name === '' || name === '.' || name === '..' ? usual : name
}
