import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { checkRequest } from './check-request.ts'
import { createHostList } from './host-list.ts'
import { callerOf } from './same-origin.ts'

function makeRequest(
  url: string,
  headers: Record<string, string> = {},
  httpVersion = '1.1',
): IncomingMessage {
  const named = { host: 'localhost:4173', ...headers }
  const rawHeaders = Object.entries(named).flat()
  return {
    url,
    method: 'GET',
    headers: named,
    rawHeaders,
    httpVersion,
  } as unknown as IncomingMessage
}

function rules(behindProxy = false) {
  return { isOwnHost: createHostList('127.0.0.1', ['drop.example']), behindProxy }
}

test.each([
  ['/', '/'],
  ['/a?b=//[%zz\\', '/a?b=//[%zz\\'],
  ['http://localhost:4173/a?b', '/a?b'],
  ['HTTP://LOCALHOST:4173', '/'],
  ['https://localhost:4173?b', '/?b'],
])('checkRequest accepts the target %s as %s', (target, url) => {
  const request = makeRequest(target)
  expect(checkRequest(request, rules())).toBeUndefined()
  expect(request.url).toBe(url)
})

test.each([
  '',
  '*',
  'x://[',
  'http://[',
  'http://',
  'http://xn--/',
  'http://evil.test/',
  'http://localhost:4174/',
  'http://user@localhost:4173/',
  'ftp://localhost:4173/',
  '//evil.test/',
  '//[',
  '/\\evil.test/',
  '/a#b',
  '/a b',
  '/a\u0000',
  '/\u00e9',
  '/%',
  '/%zz',
  '/%ff',
  '/%00',
  '/%0d%0a',
  '/%c2%85',
])('checkRequest rejects the target “%s” with 400', (target) => {
  expect(checkRequest(makeRequest(target), rules())).toMatchObject({
    status: 400,
    message: expect.stringMatching(/\.$/),
  })
})

test.each([
  ['evil.test', 403],
  ['8.8.8.8', 403],
  ['localhost:99999', 400],
  ['user@localhost', 400],
  ['localhost.', 400],
  ['', 400],
])('checkRequest rejects a Host header “%s” with %i and names the option', (host, status) => {
  const refusal = checkRequest(makeRequest('/', { host }), rules())
  expect(refusal).toMatchObject({ status, message: expect.stringContaining('--allow-host NAME') })
})

test('checkRequest rejects two equal Host headers with 400', () => {
  const request = makeRequest('/')
  request.rawHeaders.push('Host', 'localhost:4173')
  expect(checkRequest(request, rules())).toMatchObject({ status: 400 })
})

test.each([
  ['0.9', {}, 505],
  ['2.0', {}, 505],
  ['1.1', { 'transfer-encoding': 'gzip' }, 501],
  ['1.1', { 'transfer-encoding': 'gzip, chunked' }, 501],
  ['1.1', { 'transfer-encoding': 'chunked, chunked' }, 501],
  ['1.1', { 'transfer-encoding': 'identity' }, 501],
  ['1.1', { 'transfer-encoding': '' }, 501],
  ['1.0', { 'transfer-encoding': 'chunked' }, 501],
])('checkRequest rejects HTTP/%s and headers %o with status %i', (version, headers, status) => {
  const request = makeRequest('/', headers as Record<string, string>, version)
  expect(checkRequest(request, rules())).toMatchObject({ status })
})

test.each(['1.0', '1.1'])('checkRequest accepts HTTP/%s', (version) => {
  expect(checkRequest(makeRequest('/', {}, version), rules())).toBeUndefined()
})

test('checkRequest ignores forwarded headers when it trusts no proxy', () => {
  const request = makeRequest('/', { 'x-forwarded-host': 'drop.example' })
  expect(checkRequest(request, rules())).toBeUndefined()
  expect(request.headers.host).toBe('localhost:4173')
})

test.each([
  [
    'the first of several hosts',
    { 'x-forwarded-host': 'Drop.Example:8443, localhost' },
    'drop.example:8443',
  ],
  ['the Host header when nothing is forwarded', {}, 'localhost:4173'],
])('checkRequest uses %s as the name of the server', (_, headers, host) => {
  const request = makeRequest('/', headers as Record<string, string>)
  expect(checkRequest(request, rules(true))).toBeUndefined()
  expect(request.headers.host).toBe(host)
})

test.each([
  [{ 'x-forwarded-host': 'evil.test' }, 403],
  [{ 'x-forwarded-host': 'drop.example, evil.test' }, 403],
  [{ 'x-forwarded-host': 'drop.example', host: 'evil.test' }, 403],
  [{ 'x-forwarded-host': '' }, 400],
  [{ 'x-forwarded-host': 'drop.example,' }, 400],
  [{ 'x-forwarded-host': 'user@drop.example' }, 400],
  [{ 'x-forwarded-proto': 'ftp' }, 400],
  [{ 'x-forwarded-proto': 'https, javascript' }, 400],
  [{ 'x-forwarded-proto': '' }, 400],
])('checkRequest rejects %o behind a proxy with %i', (headers, status) => {
  const request = makeRequest('/', headers as Record<string, string>)
  expect(checkRequest(request, rules(true))).toMatchObject({ status })
})

test.each([
  ['drop.example', 'https', 'https://drop.example', 'this-page'],
  ['drop.example:443', 'https', 'https://drop.example', 'this-page'],
  ['drop.example', 'HTTPS, http', 'https://drop.example', 'this-page'],
  ['drop.example', 'https', 'http://drop.example', 'foreign-page'],
  ['drop.example', 'http', 'https://drop.example', 'foreign-page'],
  ['drop.example', undefined, 'https://drop.example', 'this-page'],
  ['drop.example', 'https', 'https://localhost:4173', 'foreign-page'],
])(
  'callerOf, forwarded as %s by %s with Origin %s, returns %s',
  (host, protocol, origin, caller) => {
    const request = makeRequest('/', {
      'x-forwarded-host': host,
      ...(protocol !== undefined && { 'x-forwarded-proto': protocol }),
      origin,
    })
    expect(checkRequest(request, rules(true))).toBeUndefined()
    expect(callerOf(request)).toBe(caller)
  },
)
