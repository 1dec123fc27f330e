import type { IncomingMessage } from 'node:http'
import { PAGE_HEADER } from '../../core/api/server-info.ts'
import { forwardedProtocol } from './own-protocol.ts'

/**
 * Who is asking, as far as headers that a page cannot forge tell it.
 *
 * - `this-page`: a page that this server served.
 * - `foreign-page`: some other page in a browser of this machine. It must get nothing.
 * - `no-page`: a program, or a person who typed the address.
 */
export type Caller = 'this-page' | 'foreign-page' | 'no-page'

export function callerOf(request: IncomingMessage): Caller {
  const origin = request.headers.origin
  if (origin !== undefined && !isOwnOrigin(origin, request)) return 'foreign-page'
  const site = request.headers['sec-fetch-site']
  // On an insecure origin browsers send neither with a GET. A foreign page cannot send ours.
  const isOurs = origin !== undefined || request.headers[PAGE_HEADER] !== undefined
  if (site === undefined) return isOurs ? 'this-page' : 'no-page'
  if (site === 'same-origin') return 'this-page'
  // A person typed the address or chose a bookmark. Nobody can do that with a POST.
  return site === 'none' && request.method === 'GET' ? 'no-page' : 'foreign-page'
}

/** `Host` can be trusted here: names that are not this server's were refused before. */
function isOwnOrigin(origin: string, request: IncomingMessage): boolean {
  const { host } = request.headers
  if (host === undefined) return false
  const protocol = forwardedProtocol(request)
  const protocols = protocol === undefined ? ['http', 'https'] : [protocol]
  return protocols.some((name) => {
    const own = `${name}://${host}`
    // A proxy may name the port that a browser leaves out.
    return URL.canParse(own) && origin === new URL(own).origin
  })
}
