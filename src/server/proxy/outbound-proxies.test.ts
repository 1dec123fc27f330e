import { expect, test } from 'vitest'
import { StartError } from '../start-error.ts'
import { readOutboundProxies } from './outbound-proxies.ts'
import { parseUpstream } from './upstream.ts'

const SECURE = { secure: true, hostname: 'api.varg.test', port: 443 }
const PLAIN = { secure: false, hostname: 'api.varg.test', port: 80 }

function labels(environment: Record<string, string>) {
  const proxies = readOutboundProxies(environment)
  return [proxies.find(SECURE)?.label, proxies.find(PLAIN)?.label]
}

test.each<[environment: Record<string, string>, secure: string | undefined, plain?: string]>([
  [{}, undefined],
  [{ HTTPS_PROXY: '' }, undefined],
  [{ HTTPS_PROXY: 'http://a:1' }, 'a:1'],
  [{ https_proxy: 'http://a:1', HTTPS_PROXY: 'http://b:2' }, 'a:1'],
  [{ HTTP_PROXY: 'http://a:1' }, undefined, 'a:1'],
  [{ http_proxy: 'http://a:1', https_proxy: 'http://b:2' }, 'b:2', 'a:1'],
  [{ ALL_PROXY: 'http://a:1' }, 'a:1', 'a:1'],
  [{ all_proxy: 'http://a:1', HTTPS_PROXY: 'http://b:2' }, 'b:2', 'a:1'],
  [{ HTTPS_PROXY: 'a:3128' }, 'a:3128'],
  [{ HTTPS_PROXY: ' http://a/ ' }, 'a:80'],
  [{ HTTPS_PROXY: 'https://a' }, 'a:443'],
  [{ HTTPS_PROXY: 'http://[::1]:1' }, '[::1]:1'],
  [{ ALL_PROXY: 'http://a:1', NO_PROXY: 'varg.test' }, undefined],
  [{ ALL_PROXY: 'http://a:1', no_proxy: 'api.varg.test:443' }, undefined, 'a:1'],
  // ALL_PROXY is malformed but not used, so it is not an error.
  [
    { HTTPS_PROXY: 'http://a:1', HTTP_PROXY: 'http://b:2', ALL_PROXY: 'socks5://c:3' },
    'a:1',
    'b:2',
  ],
])('%o sends https through %s and http through %s', (environment, secure, plain) => {
  expect(labels(environment)).toEqual([secure, plain])
})

test.each([
  'localhost',
  'a.localhost',
  'LOCALHOST.',
  '127.0.0.1',
  '127.9.9.9',
  '::1',
  '::ffff:127.0.0.1',
  '0.0.0.0',
  '::',
])('find returns no proxy for %s regardless of NO_PROXY', (hostname) => {
  const proxies = readOutboundProxies({ ALL_PROXY: 'http://a:1', NO_PROXY: 'other.test' })
  expect(proxies.find({ ...SECURE, hostname })).toBeUndefined()
  expect(proxies.find(SECURE)).toBeDefined()
})

test.each([
  ['HTTPS_PROXY', 'socks5://a:1'],
  ['HTTP_PROXY', 'ftp://a:1'],
  ['http_proxy', 'http://'],
  ['HTTPS_PROXY', 'http://a:99999'],
  ['https_proxy', 'a b'],
  ['ALL_PROXY', 'socks://a:1'],
  ['HTTPS_PROXY', '"http://a:1"'],
  ['HTTPS_PROXY', 'http://"a"'],
  ['HTTPS_PROXY', 'http://a:1/proxy.pac'],
])('readOutboundProxies rejects %s=%s with a sentence', (variable, text) => {
  const read = () => readOutboundProxies({ [variable]: text })
  expect(read).toThrow(StartError)
  expect(read).toThrow(`${variable} must be the URL of an HTTP proxy`)
  expect(read).toThrow(`but is “${text}”.`)
})

test.each(['http://me:secret@', 'ftp://me:secret@a', 'http://me:secret%@a:1', 'me:secret@a:x'])(
  'readOutboundProxies rejects %s without repeating the password',
  (text) => {
    const read = () => readOutboundProxies({ HTTPS_PROXY: text })
    expect(read).toThrow(/^HTTPS_PROXY ((?!secret).)*\.$/)
  },
)

test('the URL of a proxy contains no password', () => {
  const proxy = readOutboundProxies({ HTTPS_PROXY: 'http://me:s%C3%A9cret@a:1' }).find(SECURE)
  const authorization = `Basic ${Buffer.from('me:sécret').toString('base64')}`
  expect(proxy).toEqual({ url: 'http://a:1', label: 'a:1', variable: 'HTTPS_PROXY', authorization })
})

test.each([
  [{}, undefined],
  [{ HTTPS_PROXY: 'http://me:secret@a:1' }, 'Outgoing requests use the proxy a:1 (HTTPS_PROXY).'],
  [
    { HTTPS_PROXY: 'http://a:1', http_proxy: 'http://b:2' },
    'Outgoing requests use the proxy a:1 (HTTPS_PROXY) and b:2 (http_proxy).',
  ],
  [{ ALL_PROXY: 'http://a:1' }, 'Outgoing requests use the proxy a:1 (ALL_PROXY).'],
  [
    { ALL_PROXY: 'http://a:1', NO_PROXY: '*' },
    'Outgoing requests use the proxy a:1 (ALL_PROXY), but those to api.varg.ai are sent directly.',
  ],
])('describe returns for %o: %s', (environment, line) => {
  const proxies = readOutboundProxies(environment as Record<string, string>)
  expect(proxies.describe(parseUpstream(undefined))).toBe(line)
})
