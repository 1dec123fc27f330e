import type { ApiVersion } from '../../core/api/api-version.ts'
import type { RateLimit } from '../../core/sandbox/faults.ts'
import { errorResponse, type SandboxResponse } from './sandbox-response.ts'

/** A request that was counted against its account's limit. */
interface RateResult {
  /** Rate headers for any response. */
  headers: Record<string, string>
  /** The 429 when the limit is exceeded. */
  refusal: SandboxResponse | undefined
}

/** Times are milliseconds since 1970. */
interface Window {
  end: number
  used: number
}

/** How each version reports the limit when the plan does not say. Documents of version 1 differ. */
const TELLS: Record<ApiVersion, NonNullable<RateLimit['tells']>> = {
  1: [],
  2: ['retry-after', 'remaining', 'reset-iso'],
}

/** Number of windows above which expired ones are removed. */
const MAX_WINDOWS = 1000

/** Counts the requests of each account in windows. A window begins with its first request. */
export class RateWindows {
  readonly #limit: RateLimit
  readonly #windows = new Map<string, Window>()

  constructor(limit: RateLimit) {
    this.#limit = limit
  }

  /** Counts one request. A rejected request is not counted. @param now milliseconds since 1970 */
  count(accountId: string, now: number, version: ApiVersion): RateResult {
    const window = this.#windowOf(accountId, now)
    const isOver = window.used >= this.#limit.limit
    if (!isOver) window.used += 1
    return {
      headers: this.#reportHeaders(window, now, version),
      refusal: isOver ? this.#refuse(window, now, version) : undefined,
    }
  }

  #windowOf(accountId: string, now: number): Window {
    const known = this.#windows.get(accountId)
    if (known !== undefined && now < known.end) return known
    if (this.#windows.size > MAX_WINDOWS) {
      for (const [id, { end }] of this.#windows) if (end <= now) this.#windows.delete(id)
    }
    const window = { end: Math.ceil(now + this.#limit.seconds * 1000), used: 0 }
    this.#windows.set(accountId, window)
    return window
  }

  #reportHeaders({ end, used }: Window, now: number, version: ApiVersion): Record<string, string> {
    const { limit, tells = TELLS[version] } = this.#limit
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

  #refuse({ end }: Window, now: number, version: ApiVersion): SandboxResponse {
    const { tells = TELLS[version], nested } = this.#limit
    const seconds = secondsUntil(end, now)
    const words = tells.includes('message') ? ` Retry after ${seconds} seconds.` : ''
    const message = `Too many requests.${words}`
    const response = errorResponse(429, { error: 'RateLimitError', message }, nested)
    const headers = { ...response.headers }
    if (tells.includes('retry-after')) headers['Retry-After'] = String(seconds)
    if (tells.includes('retry-after-date')) {
      headers['Retry-After'] = new Date(Math.ceil(end / 1000) * 1000).toUTCString()
    }
    return { ...response, headers }
  }
}

/** Rounded up, so that a retry at that time is never too early. */
function secondsUntil(end: number, now: number): number {
  return Math.ceil((end - now) / 1000)
}
