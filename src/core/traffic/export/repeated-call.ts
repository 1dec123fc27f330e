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
  /** Undefined when there is no body. */
  body: 'empty' | { fileName: string } | undefined
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

/** File name of a body that is not from a file. */
const DEFAULT_NAME = 'body.bin'

export function repeatCall({ request, subject }: Exchange): RepeatedCall {
  const { method, url, headers, body } = request
  const fileName = nameOf(subject?.path ?? '')
  return {
    method,
    url,
    needsKey: needsKey(request),
    headers: headersToRepeat(headers),
    body: body && (body.size === 0 ? 'empty' : { fileName }),
  }
}

/** Whether the call needs a key. Unknown sent headers count: our server may have added its key. */
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
function nameOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replaceAll('\0', '\ufffd')
  return name === '' || name === '.' || name === '..' ? DEFAULT_NAME : name
}
