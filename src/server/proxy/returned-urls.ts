import { PATHS } from '../../core/api/contract.ts'
import type { Reply } from './reply.ts'

/** Longer than any URL that leads somewhere; a broken upstream must not fill the memory. */
const LONGEST = 4_096

/**
 * The URLs that the upstream returned for files since this server was started, the newest
 * `most` of them. Only what is in here may be fetched back.
 */
export class ReturnedUrls {
  readonly #most: number
  /** In the order in which they were returned last. */
  readonly #urls = new Set<string>()

  constructor(most = 20_000) {
    this.#most = most
  }

  /** Takes note of the URL, if that is what the reply to this call holds. */
  note(asked: string, { status, text }: Pick<Reply, 'status' | 'text'>): void {
    if (asked !== `POST ${PATHS.files}` || status < 200 || status > 299) return
    const url = urlIn(text)
    if (url === undefined || url.length > LONGEST) return
    this.#urls.delete(url)
    this.#urls.add(url)
    const [oldest] = this.#urls
    if (this.#urls.size > this.#most && oldest !== undefined) this.#urls.delete(oldest)
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
