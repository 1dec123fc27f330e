/** Targets that have crashed servers, and similar ones. */
const TARGETS = [
  'http://[',
  'x://[',
  'http://xn--/',
  'http://',
  'http:///',
  'http://a:99999/',
  'https://user:pass@localhost/',
  'http://localhost/%',
  'http://evil.test/machine',
  '//[',
  '//evil.test/%2e%2e',
  '/\\[',
  '*',
  '',
  '/%',
  '/%zz',
  '/%00',
  '/%c0%ae%c0%ae/',
  '/..%2f..%2fpackage.json',
  '/@fs/%00',
  '/@id/[',
  '/__open-in-editor?file=%00',
  '/?%',
  '/?import&url=[',
  '/index.html?html-proxy&index=x',
  '/#',
  '/\u0000',
  '/é',
  '[::1',
  'localhost:80',
  'javascript:0',
  `/${'a'.repeat(20_000)}`,
  `/${'%2e'.repeat(3_000)}`,
  '/sandbox/u/%',
  '/sandbox/v1/files',
  '/sandbox/faults',
  '/api/v1/files',
  '/api/fetched?url=http://[',
  '/machine/reach',
]

const METHODS = [
  'GET',
  'POST',
  'PUT',
  'HEAD',
  'OPTIONS',
  'CONNECT',
  'TRACE',
  'PRI',
  'get',
  '',
  '\0',
]

const VERSIONS = ['HTTP/1.1', 'HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/9', 'HTTP/', 'XTTP/1.1', '']

const HOSTS = [
  'localhost',
  '127.0.0.1',
  '[::1]',
  'x',
  '',
  '[',
  'a b',
  'evil.test',
  'localhost:-1',
  '\0',
]

const HEADERS = [
  'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x',
  'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Protocol: vite-hmr\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: gzip',
  'Transfer-Encoding: chunked, gzip',
  'Content-Length: 5',
  'Content-Length: -1',
  'Content-Length: 99999999999999999999',
  'Content-Length: 5\r\nTransfer-Encoding: chunked',
  'Expect: 100-continue',
  'Expect: nonsense',
  'Origin: http://[',
  'Origin: null',
  'Sec-Fetch-Site: same-origin',
  'Authorization: Bearer varg_a',
  'Authorization: \xff',
  'X-Forwarded-Host: [',
  'Range: bytes=9-1',
  'If-None-Match: "',
  'If-Modified-Since: never',
  'Accept-Encoding: br;q=x, ;;',
  'X-Refdrop-Rate: 0',
  'X-Refdrop-Break-After: 0',
  ' folded: header',
  'no colon',
  ': no name',
  'A: \0',
  `A: ${'b'.repeat(20_000)}`,
]

const BODIES = [
  '',
  'abc',
  '5\r\nabcde\r\n0\r\n\r\n',
  'zz\r\n',
  'ffffffffffffffff\r\nab',
  '{"latency":',
]

/** Requests with one or more defects. The same seed makes the same requests. */
export function makeMalformed(seed: number, count: number): Uint8Array[] {
  const random = randomOf(seed)
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? ''
  return Array.from({ length: count }, () => {
    if (random() < 0.05) return Uint8Array.from({ length: 64 }, () => random() * 256)
    const headers = Array.from({ length: random() * 4 }, () => pick(HEADERS))
    const host = random() < 0.8 ? [`Host: ${random() < 0.7 ? 'localhost' : pick(HOSTS)}`] : []
    const end = random() < 0.9 ? '\r\n' : '\n'
    const head = [
      `${pick(METHODS)} ${pick(TARGETS)} ${random() < 0.7 ? 'HTTP/1.1' : pick(VERSIONS)}`,
      ...host,
      ...headers,
    ]
    const whole = Buffer.from(head.join(end) + end + end + pick(BODIES), 'latin1')
    return random() < 0.1 ? whole.subarray(0, random() * whole.length) : whole
  })
}

/** A generator of numbers from 0 to 1 (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
