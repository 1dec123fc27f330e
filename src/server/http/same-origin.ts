import type { IncomingMessage } from 'node:http'
import { PAGE_HEADER } from '../../core/api/server-info.ts'
import { getForwardedProtocol } from './forwarded-protocol.ts'

/**
 * The sender of a request, determined by headers that a page cannot forge.
 *
 * - `this-page`: a page that this server served.
 * - `foreign-page`: a page of another origin. It must get no data.
 * - `no-page`: a program, or a person who typed the address.
 */
export type Caller = 'this-page' | 'foreign-page' | 'no-page'

export function callerOf(request: IncomingMessage): Caller {
  const origin = request.headers.origin
  if (origin !== undefined && !isOwnOrigin(origin, request)) return 'foreign-page'
  const site = request.headers['sec-fetch-site']
  // On an insecure origin, browsers send neither header with a GET. A foreign page cannot send
  // the page header.
  const isOurs = origin !== undefined || request.headers[PAGE_HEADER] !== undefined
  if (site === undefined) return isOurs ? 'this-page' : 'no-page'
  if (site === 'same-origin') return 'this-page'
  // `none` means a typed address or a bookmark, which is always a GET.
  return site === 'none' && request.method === 'GET' ? 'no-page' : 'foreign-page'
}

/** `Host` can be trusted here, because the guard rejects foreign names first. */
function isOwnOrigin(origin: string, request: IncomingMessage): boolean {
  const { host } = request.headers
  if (host === undefined) return false
  const protocol = getForwardedProtocol(request)
  const protocols = protocol === undefined ? ['http', 'https'] : [protocol]
  return protocols.some((name) => {
    const own = `${name}://${host}`
    // A proxy may include the default port, which browsers omit.
    return URL.canParse(own) && origin === new URL(own).origin
  })
}
