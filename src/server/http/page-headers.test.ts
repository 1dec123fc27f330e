import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { expect, test, vi } from 'vitest'
import { parseUpstream } from '../proxy/upstream.ts'
import { pageHeaders } from './page-headers.ts'

function policyFor(upstream: string | undefined): Map<string, string> {
  const response = new ServerResponse(new IncomingMessage(new Socket()))
  const next = vi.fn()
  pageHeaders(parseUpstream(upstream))(response.req, response, next)
  expect(next).toHaveBeenCalledOnce()
  const directives = String(response.getHeader('Content-Security-Policy')).split('; ')
  return new Map(
    directives.map((directive) => {
      const [name = '', ...sources] = directive.split(' ')
      return [name, sources.join(' ')]
    }),
  )
}

test.each([
  ['varg.ai itself', undefined, ''],
  ['another host of varg.ai', 'https://staging.varg.ai/base', ''],
  ['another port of varg.ai', 'https://api.varg.ai:8443', ' https://api.varg.ai:8443'],
  ['a host with a similar name', 'https://evilvarg.ai', ' https://evilvarg.ai'],
  ['varg.ai without encryption', 'http://api.varg.ai', ' http://api.varg.ai'],
  ['a sandbox', 'http://localhost:5000/sandbox', ' http://localhost:5000'],
  ['an address', 'http://127.0.0.1:5000/sandbox/', ' http://127.0.0.1:5000'],
  ['a host in capitals', 'https://Gateway.TEST/', ' https://gateway.test'],
  ['an IPv6 address, which no policy can name', 'http://[::1]:5000', ''],
  ['a host with a directive in it', "http://a;script-src'unsafe-inline'", ''],
])('the policy allows the media of an upstream that is %s', (_, upstream, more) => {
  const policy = policyFor(upstream)
  expect(policy.get('img-src')).toBe(`'self' data: blob: https://*.varg.ai${more}`)
  expect(policy.get('media-src')).toBe(`'self' blob: https://*.varg.ai${more}`)
})

test('the policy allows only media from other origins', () => {
  const policy = policyFor('http://localhost:5000/sandbox')
  for (const name of ['img-src', 'media-src']) policy.delete(name)
  expect(Object.fromEntries(policy)).toEqual({
    'default-src': "'none'",
    'script-src': "'self' 'wasm-unsafe-eval'",
    'style-src': "'self'",
    'connect-src': "'self'",
    'worker-src': "'self'",
    'font-src': "'self'",
    'manifest-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': 'refdrop-scripts',
  })
})
