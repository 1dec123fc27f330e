import { type Exchange, redactAll, redactHeaders } from '../exchange.ts'

/**
 * The call as it may leave the page. What is kept holds no key, but may have been kept by an older
 * page, or have a key in the name of its file.
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
