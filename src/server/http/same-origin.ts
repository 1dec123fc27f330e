import type { IncomingMessage } from 'node:http'
import { PAGE_HEADER } from '../../core/api/server-info.ts'
import { type Caller, judgeCaller } from './caller.ts'
import { getForwardedProtocol } from './forwarded-protocol.ts'

/** `Host` can be trusted here, because the guard rejects foreign names first. */
export function callerOf(request: IncomingMessage): Caller {
  const { method, headers } = request
  const site = headers['sec-fetch-site']
  return judgeCaller({
    method,
    host: headers.host,
    protocol: getForwardedProtocol(request),
    origin: headers.origin,
    site: site === undefined ? undefined : String(site),
    hasPageHeader: headers[PAGE_HEADER] !== undefined,
  })
}
