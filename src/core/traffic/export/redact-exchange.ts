import { type Exchange, redactAll, redactHeaders } from '../exchange.ts'

/**
 * Masks keys in a call before it leaves the page. Calls are redacted when recorded, but an older
 * version may have stored this one, or the file name may contain a key.
 */
export function redactExchange(exchange: Exchange): Exchange {
  const redacted = redactAll(exchange)
  const { request, response } = redacted
  return {
    ...redacted,
    request: { ...request, headers: redactHeaders(request.headers) },
    response: response && { ...response, headers: redactHeaders(response.headers) },
  }
}
