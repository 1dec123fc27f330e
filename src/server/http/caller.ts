/**
 * The sender of a request, determined by headers that a page cannot forge.
 *
 * - `this-page`: a page that this server served.
 * - `foreign-page`: a page of another origin. It must get no data.
 * - `no-page`: a program, or a person who typed the address.
 */
export type Caller = 'this-page' | 'foreign-page' | 'no-page'

/** What a request says about its sender. Undefined where a header is missing. */
export interface CallerFacts {
  method: string | undefined
  /** The name and port of this server, as the client uses them. Must be checked before. */
  host: string | undefined
  /** Undefined if it cannot be known, so that both protocols are this server's. */
  protocol: 'http' | 'https' | undefined
  origin: string | undefined
  /** `Sec-Fetch-Site`. */
  site: string | undefined
  hasPageHeader: boolean
}

export function judgeCaller({ method, origin, site, hasPageHeader, ...own }: CallerFacts): Caller {
  if (origin !== undefined && !isOwnOrigin(origin, own)) return 'foreign-page'
  // On an insecure origin, browsers send neither header with a GET. A foreign page cannot send
  // the page header.
  if (site === undefined) {
    return origin !== undefined || hasPageHeader ? 'this-page' : 'no-page'
  }
  if (site === 'same-origin') return 'this-page'
  // `none` means a typed address or a bookmark, which is always a GET.
  return site === 'none' && method === 'GET' ? 'no-page' : 'foreign-page'
}

function isOwnOrigin(origin: string, { host, protocol }: Pick<CallerFacts, 'host' | 'protocol'>) {
  if (host === undefined) return false
  const protocols = protocol === undefined ? ['http', 'https'] : [protocol]
  return protocols.some((name) => {
    const own = `${name}://${host}`
    // A proxy may include the default port, which browsers omit.
    return URL.canParse(own) && origin === new URL(own).origin
  })
}
