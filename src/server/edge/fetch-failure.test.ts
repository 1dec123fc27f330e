import { expect, test } from 'vitest'
import { describeFetchFailure } from './fetch-failure.ts'

const withCode = (code: string, message = '') => Object.assign(new Error(message), { code })
const withCause = (cause: unknown) => new TypeError('fetch failed', { cause })
const ofDeno = (text: string) => withCause(new Error(`error sending request for url: ${text}`))

test.each([
  ['Node', withCause(withCode('ECONNREFUSED')), 'connection-refused'],
  [
    'Node, of several addresses',
    withCause(new AggregateError([withCode('ECONNREFUSED')])),
    'connection-refused',
  ],
  ['Node', withCause(withCode('ENOTFOUND')), 'unknown-host'],
  ['Node', withCause(withCode('UND_ERR_SOCKET')), 'connection-closed'],
  ['Node', withCause(withCode('UND_ERR_CONNECT_TIMEOUT')), 'connection-timeout'],
  ['Node', withCause(withCode('UND_ERR_HEADERS_TIMEOUT')), 'no-answer'],
  ['Node', withCause(withCode('HPE_INVALID_CONSTANT')), 'not-http'],
  ['Node', withCause(withCode('SELF_SIGNED_CERT_IN_CHAIN')), 'connection-untrusted'],
  ['Bun', withCode('ECONNRESET'), 'connection-closed'],
  ['Bun', withCode('EPROTO', 'The TLS handshake failed'), 'connection-untrusted'],
  ['Bun', withCode('Malformed_HTTP_Response'), 'not-http'],
  ['Deno', ofDeno('tcp connect error: Connection refused (os error 111)'), 'connection-refused'],
  ['Deno', ofDeno('dns error: failed to lookup address information'), 'unknown-host'],
  ['Deno', ofDeno('connection closed before message completed'), 'connection-closed'],
  ['Deno', ofDeno('invalid HTTP version parsed'), 'not-http'],
  ['Deno', ofDeno('invalid peer certificate: UnknownIssuer'), 'connection-untrusted'],
  ['Deno', ofDeno('received corrupt message of type InvalidContentType'), 'connection-untrusted'],
  ['workerd', new Error('Network connection lost.'), 'connection-failed'],
  ['workerd', new Error('internal error; reference = 7l2lmpr4'), 'connection-failed'],
  ['anything', 'a string', 'connection-failed'],
])('describeFetchFailure finds the reason of an error of %s', (_, caught, reason) => {
  const { message, cause } = describeFetchFailure('api.varg.ai', caught)
  expect(cause).toMatchObject({ reason, facts: { host: 'api.varg.ai' } })
  expect(message).toMatch(/^api\.varg\.ai /)
})

test.each(['a b', '10.0.0.1', 'x'.repeat(60), '<b>'])(
  'describeFetchFailure passes on no code such as “%s”',
  (code) => {
    expect(describeFetchFailure('a', withCode(code)).message).toBe(
      'a could not be asked (FETCH_FAILED).',
    )
  },
)
