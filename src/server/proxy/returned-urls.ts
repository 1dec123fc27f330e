import { API_VERSIONS, type ApiVersion } from '../../core/api/api-version.ts'
import type { Route } from '../../core/api/route.ts'
import { SIZE_LIMITS } from '../../core/api/size-limits.ts'
import { ROUTES_1 } from '../../core/api/v1/routes-v1.ts'
import { ROUTES_2 } from '../../core/api/v2/routes-v2.ts'
import { parseJson } from '../../core/text/parse-json.ts'
import type { UpstreamResponse } from './response-rules.ts'

/** Maximum characters of a URL, so that a faulty upstream cannot fill the memory. */
const MAX_LENGTH = 4_096

const FILE_ROUTES: Record<ApiVersion, readonly Route[]> = {
  1: [ROUTES_1.send],
  2: [ROUTES_2.send, ROUTES_2.ask, ROUTES_2.list, ROUTES_2.file, ROUTES_2.import, ROUTES_2.job],
}

/** The calls whose responses have URLs of files, with the maximum bytes of a file. */
const LIMITS = new Map<Route, number>(
  API_VERSIONS.flatMap((version) =>
    FILE_ROUTES[version].map((route) => [route, SIZE_LIMITS[version].max] as const),
  ),
)

/** Maximum depth of a URL in a response, which is one level more than documented. */
const DEPTH = 5

/**
 * The newest `limit` URLs that the upstream returned for files since the start of this server.
 * Only these URLs may be fetched back.
 */
export class ReturnedUrls {
  readonly #limit: number
  /** Maximum bytes of a file by its URL. The URL that was returned last is at the end. */
  readonly #urls = new Map<string, number>()

  constructor(limit = 20_000) {
    this.#limit = limit
  }

  /** Adds the URLs of files in a successful response. Ignores calls that return none. */
  add(route: Route, { status, text }: Pick<UpstreamResponse, 'status' | 'text'>): void {
    const size = LIMITS.get(route)
    if (size === undefined || status < 200 || status > 299) return
    for (const url of urlsIn(parseJson(text), DEPTH)) {
      if (url.length > MAX_LENGTH) continue
      const before = this.#urls.get(url) ?? 0
      this.#urls.delete(url)
      this.#urls.set(url, Math.max(size, before))
      const [oldest] = this.#urls.keys()
      if (this.#urls.size > this.#limit && oldest !== undefined) this.#urls.delete(oldest)
    }
  }

  /** Maximum bytes of the file at a URL. Undefined when the upstream did not return it. */
  limitOf(url: string): number | undefined {
    return this.#urls.get(url)
  }
}

/** The members named `url`, without those of the request that a job repeats. */
function urlsIn(data: unknown, depth: number): string[] {
  if (typeof data !== 'object' || data === null || depth === 0) return []
  return Object.entries(data).flatMap(([name, value]) => {
    if (name === 'url' && typeof value === 'string') return [value]
    return name === 'input' ? [] : urlsIn(value, depth - 1)
  })
}
