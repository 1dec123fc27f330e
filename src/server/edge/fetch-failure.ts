import {
  describeConnectTimeout,
  describeFailure,
  describeHost,
  type ProxyFailure,
} from '../proxy/failure.ts'

/** Codes of `fetch` in Node and Bun, as codes of a socket or of Node's parser. */
const SOCKET_CODES: Partial<Record<string, string>> = {
  UND_ERR_SOCKET: 'ECONNRESET',
  Malformed_HTTP_Response: 'HPE_INVALID',
}

/** Deno and workerd give no code. Their message shows the cause, but is not forwarded. */
const WORDS: readonly [words: RegExp, code: string][] = [
  [/connection refused/i, 'ECONNREFUSED'],
  [/lookup address|dns error/i, 'ENOTFOUND'],
  [/certificate|tls|corrupt message/i, 'TLS'],
  [/invalid http/i, 'HPE_INVALID'],
  [/connection (reset|closed)|broken pipe/i, 'ECONNRESET'],
  // workerd reports the same for a refused and a broken connection.
  [/connection lost/i, 'CONNECTION_LOST'],
]

/** Maximum number of causes below an error. */
const MAX_DEPTH = 4

/** Describes an error of `fetch` in a sentence about the host. */
export function describeFetchFailure(host: string, caught: unknown): ProxyFailure {
  const code = codeIn(caught)
  if (/^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/.test(code)) {
    return describeConnectTimeout(host)
  }
  if (/^UND_ERR_(HEADERS|BODY)_TIMEOUT$/.test(code)) return describeHost(host, 'no-answer', 504)
  return describeFailure(host, Object.assign(new Error(), { code: SOCKET_CODES[code] ?? code }))
}

/** The first code of an error or its causes. Only its letters and digits can be passed on. */
function codeIn(caught: unknown): string {
  const errors = causesOf(caught)
  for (const error of errors) {
    if ('code' in error && typeof error.code === 'string' && /^\w{1,40}$/.test(error.code)) {
      return error.code
    }
  }
  const text = errors.map(({ message }) => message).join(' ')
  return WORDS.find(([words]) => words.test(text))?.[1] ?? 'FETCH_FAILED'
}

function causesOf(caught: unknown, depth = 0): Error[] {
  if (!(caught instanceof Error) || depth > MAX_DEPTH) return []
  const inner = caught instanceof AggregateError ? caught.errors[0] : caught.cause
  return [caught, ...causesOf(inner, depth + 1)]
}
