import type { RateLimit } from '../../core/sandbox/faults.ts'
import { errorAnswer, type SandboxResponse } from './sandbox-response.ts'

/** How a call stands with the limit of its account. */
interface Standing {
  /** What its answer tells of that, whatever else it is. */
  headers: Record<string, string>
  /** The 429 of a call too many. */
  refusal: SandboxResponse | undefined
}

/** Times are milliseconds since 1970. */
interface Window {
  end: number
  used: number
}

/** Above so many accounts, those whose window is over are forgotten. */
const MANY = 1000

/** Counts the calls of each account in windows of its own, each of which begins with its first call. */
export class RateWindows {
  readonly #limit: RateLimit
  readonly #windows = new Map<string, Window>()

  constructor(limit: RateLimit) {
    this.#limit = limit
  }

  /** Counts one call. One too many uses nothing up. @param now milliseconds since 1970 */
  count(accountId: string, now: number): Standing {
    const window = this.#windowOf(accountId, now)
    const over = window.used >= this.#limit.limit
    if (!over) window.used += 1
    return {
      headers: this.#reportHeaders(window, now),
      refusal: over ? this.#refuse(window, now) : undefined,
    }
  }

  #windowOf(accountId: string, now: number): Window {
    const known = this.#windows.get(accountId)
    if (known !== undefined && now < known.end) return known
    if (this.#windows.size > MANY) {
      for (const [id, { end }] of this.#windows) if (end <= now) this.#windows.delete(id)
    }
    const window = { end: Math.ceil(now + this.#limit.seconds * 1000), used: 0 }
    this.#windows.set(accountId, window)
    return window
  }

  #reportHeaders({ end, used }: Window, now: number): Record<string, string> {
    const { limit, tells } = this.#limit
    const headers: Record<string, string> = {}
    for (const reported of tells) {
      if (reported === 'remaining') headers['X-RateLimit-Remaining'] = String(limit - used)
      if (reported === 'reset-seconds') headers['X-RateLimit-Reset'] = String(Math.ceil(end / 1000))
      if (reported === 'reset-milliseconds') headers['X-RateLimit-Reset'] = String(end)
      if (reported === 'reset-iso') headers['X-RateLimit-Reset'] = new Date(end).toISOString()
      if (reported === 'reset-after') headers['X-RateLimit-Reset'] = String(secondsUntil(end, now))
    }
    if (Object.keys(headers).length > 0) headers['X-RateLimit-Limit'] = String(limit)
    return headers
  }

  #refuse({ end }: Window, now: number): SandboxResponse {
    const { tells, nested } = this.#limit
    const seconds = secondsUntil(end, now)
    const words = tells.includes('message') ? ` Retry after ${seconds} seconds.` : ''
    const message = `Too many requests.${words}`
    const answer = errorAnswer(429, { error: 'RateLimitError', message }, nested)
    const headers = { ...answer.headers }
    if (tells.includes('retry-after')) headers['Retry-After'] = String(seconds)
    if (tells.includes('retry-after-date')) {
      headers['Retry-After'] = new Date(Math.ceil(end / 1000) * 1000).toUTCString()
    }
    return { ...answer, headers }
  }
}

/** Rounded up: who comes back then is never too early. */
function secondsUntil(end: number, now: number): number {
  return Math.ceil((end - now) / 1000)
}
