import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { StartError } from '../start-error.ts'
import { parseUpstream } from './upstream.ts'

test.each([
  [undefined, 'api.varg.ai', '', true, 443],
  ['', 'api.varg.ai', '', true, 443],
  ['https://api.varg.ai/', 'api.varg.ai', '', true, 443],
  ['http://localhost:4173/sandbox', 'localhost:4173', '/sandbox', false, 4173],
  ['http://localhost:4173/sandbox//', 'localhost:4173', '/sandbox', false, 4173],
  ['http://gateway.test', 'gateway.test', '', false, 80],
  ['https://gateway.test/v1x/a', 'gateway.test', '/v1x/a', true, 443],
  ['https://gateway.test/v1/varg', 'gateway.test', '/v1/varg', true, 443],
  ['https://gateway.test/dev2', 'gateway.test', '/dev2', true, 443],
])('parseUpstream reads %s as %s with base path “%s”', (text, host, basePath, secure, port) => {
  const upstream = parseUpstream(text)
  const url = `${secure ? 'https' : 'http'}://${host}${basePath}`
  expect(upstream).toMatchObject({ host, basePath, secure, port, label: host + basePath, url })
})

test('parseUpstream returns the same URL for all spellings of a gateway', () => {
  const same = [
    'https://API.varg.ai:443/a',
    'HTTPS://api.varg.ai/a//',
    ' https://api.varg.ai/x/../a/ ',
  ]
  expect(same.map((text) => parseUpstream(text).url)).toEqual(
    same.map(() => 'https://api.varg.ai/a'),
  )
})

test('parseUpstream removes the brackets of an IPv6 address only in hostname', () => {
  expect(parseUpstream('http://[::1]:5000')).toMatchObject({ hostname: '::1', host: '[::1]:5000' })
})

test.each([
  ['ftp://api.varg.ai', /begins with http/],
  ['api.varg.ai', /begins with http/],
  ['http://', /begins with http/],
  ['https://api.varg.ai/v1', /drop the \/v1/],
  ['https://api.varg.ai/v1/', /drop the \/v1/],
  ['https://api.varg.ai/v2', /must not end in \/v2: drop the \/v2, which is added to every call/],
  ['https://api.varg.ai/v2//', /drop the \/v2/],
  ['https://api.varg.ai/V2', /drop the \/V2/],
  ['http://localhost:4173/sandbox/v2', /drop the \/v2/],
  ['https://api.varg.ai/v1/files', /must not end in \/v1\/files: drop the \/v1\/files,/],
  ['https://api.varg.ai/v2/balance/', /drop the \/v2\/balance/],
  ['https://api.varg.ai?a=b', /query/],
  ['https://api.varg.ai/?', /query/],
  ['https://api.varg.ai#a', /fragment/],
])('parseUpstream rejects %s with one sentence', (text, words) => {
  const parse = () => parseUpstream(text)
  expect(parse).toThrow(StartError)
  expect(parse).toThrow(words)
  expect(parse).toThrow(/^VARG_GATEWAY_URL [^\n]+\.$/)
})

test('parseUpstream rejects a password without repeating it', () => {
  expect(() => parseUpstream('https://me:secret@api.varg.ai')).toThrow(/^((?!secret).)*$/)
})

test('StartError is printed without a stack', () => {
  expect(inspect(new StartError('So it is.'))).toBe('So it is.')
})
