import type { Route } from '../../core/api/route.ts'
import { ROUTES_1 } from '../../core/api/v1/routes-v1.ts'
import { ROUTES_2 } from '../../core/api/v2/routes-v2.ts'
import { parseJson } from '../../core/text/parse-json.ts'
import type { UpstreamResponse } from './upstream-response.ts'

/** Maximum characters of a URL, so that a faulty upstream cannot fill the memory. */
const MAX_LENGTH = 4_096

/** The calls whose responses have URLs of files. */
const FILE_ROUTES: readonly Route[] = [
  ROUTES_1.send,
  ROUTES_2.send,
  ROUTES_2.ask,
  ROUTES_2.list,
  ROUTES_2.file,
  ROUTES_2.import,
  ROUTES_2.job,
]

/** Levels of objects and lists above the URL in the documented responses, with one to spare. */
const DEPTH = 5

/**
 * The newest `limit` URLs that the upstream returned for files since the start of this server.
 * Only these URLs may be fetched back.
 */
export class ReturnedUrls {
  readonly #limit: number
  /** The URL that was returned last is at the end. */
  readonly #urls = new Set<string>()

  constructor(limit = 20_000) {
    this.#limit = limit
  }

  /** Adds the URLs of files in a successful response. Ignores calls that return none. */
  add(route: Route, { status, text }: Pick<UpstreamResponse, 'status' | 'text'>): void {
    if (!FILE_ROUTES.includes(route) || status < 200 || status > 299) return
    for (const url of urlsIn(parseJson(text), DEPTH)) {
      if (url.length > MAX_LENGTH) continue
      this.#urls.delete(url)
      this.#urls.add(url)
      const [oldest] = this.#urls
      if (this.#urls.size > this.#limit && oldest !== undefined) this.#urls.delete(oldest)
    }
  }

  has(url: string): boolean {
    return this.#urls.has(url)
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
