import { PAGE_HEADER } from '../../core/api/server-info.ts'
import { type Caller, judgeCaller } from '../http/caller.ts'

/** The names in the URL can be trusted, because the handler rejects foreign names first. */
export function callerOfRequest({ method, headers, url }: Request): Caller {
  const { protocol, host } = new URL(url)
  return judgeCaller({
    method,
    host,
    // Behind a proxy that terminates TLS, the URL starts with http even if the page uses https.
    protocol: protocol === 'https:' ? 'https' : undefined,
    origin: headers.get('origin') ?? undefined,
    site: headers.get('sec-fetch-site') ?? undefined,
    hasPageHeader: headers.has(PAGE_HEADER),
  })
}
