import { PATHS } from '../../api/contract.ts'
import type { Exchange, HeaderList } from '../exchange.ts'
import { headerOf } from '../observed-call.ts'

/** A call as another program makes it again. */
export interface RepeatedCall {
  method: string
  url: string
  /** Whether it is made with a key, which stands in the environment. */
  needsKey: boolean
  /** Without the key. Names that can be sent, each once; values on one line. */
  headers: HeaderList
  /** Undefined where there is no body. */
  body: 'empty' | { fileName: string } | undefined
}

/** How the key is to be called in the environment. */
export const KEY_VARIABLE = 'VARG_API_KEY'

/**
 * What the program that sends sets by itself: it knows its connection and counts its bytes. What
 * is left out of `Accept-Encoding` comes plainly, as it came to Refdrop. `Cookie` is never shown.
 * `User-Agent` stays: the CDN in front of the gateway answers some of them with 403.
 */
const LEFT_OUT = new Set([
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

/** The name of what is sent where no file was chosen for it. */
const NAMELESS = 'body.bin'

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

/** Where nobody told what the gateway got, our server may have added the key of the machine. */
function needsKey({ headers, isAsSent, url }: Exchange['request']): boolean {
  if (headerOf(headers, 'Authorization') !== undefined) return true
  return !isAsSent && Object.values(PATHS).some((path) => url.endsWith(path))
}

/** A header that was there twice is sent once with both values, which is the same by RFC 9110. */
function headersToRepeat(headers: HeaderList): HeaderList {
  const byName = new Map<string, [name: string, value: string]>()
  for (const [name, given] of headers) {
    const kind = name.toLowerCase()
    if (!HEADER_NAME.test(name) || LEFT_OUT.has(kind)) continue
    const value = given.replace(/[^\P{Cc}\t]+/gu, ' ').trim()
    const [first, before] = byName.get(kind) ?? [name]
    byName.set(kind, [first, before === undefined ? value : `${before}, ${value}`])
  }
  return [...byName.values()]
}

/** The file's own name, without its folder. No file has U+0000 in its name. */
function nameOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replaceAll('\0', '\ufffd')
  return name === '' || name === '.' || name === '..' ? NAMELESS : name
}
