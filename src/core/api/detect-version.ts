import { parseJson } from '../text/parse-json.ts'
import type { ApiVersion } from './api-version.ts'
import type { GatewayResponse } from './contract.ts'

/**
 * The version that a gateway speaks, by its response to `GET /v2/me` with the key. Undefined when
 * the response is inconclusive: a page of a CDN, a rate limit, a failing gateway.
 *
 * These rules are ours, because the difference is undocumented. The newer version returns an owner,
 * or nests its errors in an object.
 */
export function detectVersion({ status, body }: GatewayResponse): ApiVersion | undefined {
  const data = parseJson(body)
  // Only our server gives a reason, for calls that it did not pass on.
  if (isObject(data) && 'reason' in data) return undefined
  if (!isObject(data)) return status === 404 ? 1 : undefined
  if (status === 200) return typeof data.userId === 'string' ? 2 : undefined
  if (status === 401 && isObject(data.error)) return 2
  const isOpen = status === 429 || status >= 500
  return status === 404 || (typeof data.error === 'string' && !isOpen) ? 1 : undefined
}

function isObject(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data)
}
