import type { IncomingMessage } from 'node:http'
import { PAGE_HEADER } from '../core/machine.ts'

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
  if (origin !== undefined && !isOwnOrigin(origin, request.headers.host)) return 'foreign-page'
  const site = request.headers['sec-fetch-site']
  // On an insecure origin browsers send neither with a GET. A foreign page cannot send ours.
  const isOurs = origin !== undefined || request.headers[PAGE_HEADER] !== undefined
  if (site === undefined) return isOurs ? 'this-page' : 'no-page'
  if (site === 'same-origin') return 'this-page'
  // A person typed the address or chose a bookmark. Nobody can do that with a POST.
  return site === 'none' && request.method === 'GET' ? 'no-page' : 'foreign-page'
}

/** `Host` can be trusted here: Vite has already refused names that are not this machine's. */
function isOwnOrigin(origin: string, host: string | undefined): boolean {
  if (host === undefined) return false
  const own = host.toLowerCase()
  return origin === `http://${own}` || origin === `https://${own}`
}
