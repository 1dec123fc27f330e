import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { expect, test, vi } from 'vitest'
import { parseUpstream } from '../proxy/upstream.ts'
import { pageHeaders } from './page-headers.ts'

function headersFor(upstream: string | undefined, url = '/', nonce?: string): ServerResponse {
  const request = new IncomingMessage(new Socket())
  request.url = url
  const response = new ServerResponse(request)
  const next = vi.fn()
  pageHeaders(parseUpstream(upstream), nonce)(request, response, next)
  expect(next).toHaveBeenCalledOnce()
  return response
}

function policyFor(...settings: Parameters<typeof headersFor>): Map<string, string> {
  const policy = String(headersFor(...settings).getHeader('Content-Security-Policy'))
  return new Map(
    policy.split('; ').map((directive) => {
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

test('the policy of the page allows only media from other origins', () => {
  const policy = policyFor('http://localhost:5000/sandbox')
  for (const name of ['img-src', 'media-src']) policy.delete(name)
  expect(Object.fromEntries(policy)).toEqual({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'connect-src': "'self'",
    'worker-src': "'self'",
    'manifest-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': 'refdrop-scripts',
  })
})

test.each([
  '/assets/hash.worker-D5mUw_Mo.js',
  '/assets/hash.worker-library-BMfJlVTj.js?v=1',
  '/assets/de/picture.worker-BskKAbEW.js',
  '/assets/index-BDnevzbi.js',
  '/src/hashing/hash.worker.ts?worker_file&type=module',
])('the policy of the script %s allows only WebAssembly', (url) => {
  expect(Object.fromEntries(policyFor(undefined, url))).toEqual({
    'default-src': "'none'",
    'script-src': "'self' 'wasm-unsafe-eval'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': "'none'",
  })
})

test.each(['/', '/?a.worker-b.js', '/index.html', '/sw.js', '/?/assets/a.js'])(
  'the policy of %s allows no WebAssembly',
  (url) => {
    expect(policyFor(undefined, url)).toEqual(policyFor(undefined))
  },
)

test('the policy allows inline scripts and styles of a nonce', () => {
  const policy = policyFor(undefined, '/', 'a+b/c=')
  for (const name of ['script-src', 'style-src']) {
    expect(policy.get(name)).toBe("'self' 'nonce-a+b/c='")
    policy.set(name, "'self'")
  }
  expect(policy).toEqual(policyFor(undefined))
})

test('the permissions of the page are those that it uses', () => {
  const header = String(headersFor(undefined).getHeader('Permissions-Policy'))
  const granted = header.split(', ').filter((feature) => !feature.endsWith('=()'))
  expect(granted).toEqual([
    'clipboard-read=(self)',
    'clipboard-write=(self)',
    'fullscreen=(self)',
    'picture-in-picture=(self)',
    'screen-wake-lock=(self)',
  ])
})
