import { PATHS } from '../../core/api/contract.ts'
import type { UpstreamResponse } from './upstream-response.ts'

/** Maximum characters of a URL, so that a faulty upstream cannot fill the memory. */
const MAX_LENGTH = 4_096

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

  /** Adds the URL of a successful upload. Ignores all other calls. */
  add(call: string, { status, text }: Pick<UpstreamResponse, 'status' | 'text'>): void {
    if (call !== `POST ${PATHS.files}` || status < 200 || status > 299) return
    const url = urlIn(text)
    if (url === undefined || url.length > MAX_LENGTH) return
    this.#urls.delete(url)
    this.#urls.add(url)
    const [oldest] = this.#urls
    if (this.#urls.size > this.#limit && oldest !== undefined) this.#urls.delete(oldest)
  }

  has(url: string): boolean {
    return this.#urls.has(url)
  }
}

function urlIn(text: string): string | undefined {
  try {
    const url: unknown = JSON.parse(text)?.url
    return typeof url === 'string' ? url : undefined
  } catch {
    return undefined
  }
}
