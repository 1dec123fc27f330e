import { redactAll } from '../../api/key.ts'
import { type Exchange, redactHeaders } from '../exchange.ts'

/**
 * Masks keys in a call before it leaves the page. Recorded calls are already redacted, except for
 * keys in file names. An older version of the page may have stored others.
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
