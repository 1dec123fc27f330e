import type { HeaderList } from '../../core/api/credential.ts'
import { withoutSecret } from '../../core/api/key.ts'
import { describeBadStatus, describeUpstreamRedirect } from './failure.ts'
import type { HeaderFields } from './forwarded-headers.ts'

/** Maximum bytes. A response of the gateway is a small JSON document. */
export const RESPONSE_LIMIT = 1_048_576

export interface UpstreamResponse {
  status: number
  headers: HeaderFields
  /** All headers as received. */
  headerList: HeaderList
  text: string
}

/**
 * @param url the full URL of the call
 * @throws {ProxyFailure} if the response is a redirect or has an invalid status
 */
export function checkStatus(url: string, status: number, location: string | undefined): void {
  if (status >= 300 && status < 400) throw describeUpstreamRedirect(url, status, location)
  if (status < 200 || status > 599) throw describeBadStatus(new URL(url).host, status)
}

/** Masks the server key in a response that repeats it, also in an encoded form. */
export function withoutKey(response: UpstreamResponse, key: string | null): UpstreamResponse {
  if (key === null) return response
  const repeats = (text: string) => withoutSecret(text, key) !== text
  if (!response.headerList.flat().some(repeats) && !repeats(response.text)) return response
  // Header values allow only Latin-1 characters.
  const hide = (text: string) => withoutSecret(text, key).replaceAll('…', '...')
  const headers = Object.entries(response.headers).map(([name, value]) => {
    return [name, Array.isArray(value) ? value.map(hide) : value && hide(value)]
  })
  return {
    ...response,
    headerList: response.headerList.map(([name, value]) => [hide(name), hide(value)]),
    headers: Object.fromEntries(headers),
    text: hide(response.text),
  }
}
