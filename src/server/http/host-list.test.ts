import { hostname } from 'node:os'
import { expect, test } from 'vitest'
import { createHostList, isLoopbackHost, parseAllowedHost, parseAuthority } from './host-list.ts'

test.each([
  ['localhost', 'localhost', 'localhost'],
  ['LocalHost:4173', 'localhost', 'localhost:4173'],
  ['127.0.0.1:1', '127.0.0.1', '127.0.0.1:1'],
  ['[::1]:65535', '[::1]', '[::1]:65535'],
  ['[0:0:0:0:0:0:0:1]', '[::1]', '[::1]'],
  ['xn--bcher-kva.example', 'xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['my_app', 'my_app', 'my_app'],
])('parseAuthority reads %s', (text, name, host) => {
  expect(parseAuthority(text)).toEqual({ name, host })
})

test.each([
  '',
  ' ',
  'a b',
  ' localhost',
  'localhost ',
  'localhost.',
  '.localhost',
  'a..b',
  'user@localhost',
  'user:pass@localhost:1',
  'localhost:',
  'localhost:0',
  'localhost:65536',
  'localhost:99999999999',
  'localhost:-1',
  'localhost:+1',
  'localhost:1e3',
  'localhost:80:80',
  'localhost/x',
  'localhost\\x',
  'localhost?x',
  'localhost#x',
  'localhost,evil.test',
  'http://localhost',
  'file:',
  'chrome-extension:',
  '%6cocalhost',
  'localhost%00',
  'localhost\u0000',
  'bücher.example',
  '[::1',
  '::1',
  '[::1]evil.test',
  '[::1]:',
  '[fe80::1%25eth0]',
  '[::ffff:999.0.0.1]',
  '[127.0.0.1]',
  '-a',
  'a-',
  `${'a'.repeat(64)}`,
  `${'a.'.repeat(127)}a`,
])('parseAuthority rejects “%s”', (text) => {
  expect(parseAuthority(text)).toBeUndefined()
})

test.each([
  [' NAS.local ', 'nas.local'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['192.168.1.5', '192.168.1.5'],
  ['::1', '[::1]'],
  ['[FE80::1]', '[fe80::1]'],
])('parseAllowedHost reads %s', (text, name) => {
  expect(parseAllowedHost(text)).toBe(name)
})

test.each(['', 'nas:4173', '[::1]:80', 'http://nas', '*', '*.nas', 'a b', 'nas.'])(
  'parseAllowedHost rejects “%s”',
  (text) => {
    expect(parseAllowedHost(text)).toBeUndefined()
  },
)

const LOOPBACK = ['localhost', 'app.localhost', '127.0.0.1', '127.255.0.9', '[::1]']

const FOREIGN = ['evil.test', 'localhost.evil.test', 'xlocalhost', '127.1', '2130706433', '0x7f.1']

test.each([
  ['127.0.0.1', [], [], ['8.8.8.8', '0.0.0.0', '192.168.1.5', '[::]', '[::2]', 'nas.local']],
  ['127.0.0.1', ['nas.local'], ['nas.local'], ['x.nas.local', '192.168.1.5']],
  ['192.168.1.5', [], ['192.168.1.5'], ['192.168.1.6', '[::2]']],
  ['nas.local', [], ['nas.local'], ['192.168.1.5']],
  ['0.0.0.0', [], ['0.0.0.0', '192.168.1.5', '8.8.8.8', '[fe80::1]'], ['nas.local']],
  ['::', [], ['192.168.1.5', '[fe80::1]'], ['nas.local']],
])('a server at %s that allows %o accepts %o and rejects %o', (listened, allowed, more, others) => {
  const accepts = createHostList(listened, allowed)
  const own = hostname().toLowerCase()
  const accepted = [...LOOPBACK, own, `${own.split('.')[0]}.local`, ...more]
  expect(accepted.filter((name) => !accepts(name))).toEqual([])
  expect([...FOREIGN, ...others].filter(accepts)).toEqual([])
})

test.each([
  ['localhost', true],
  ['127.8.8.8', true],
  ['[::1]', true],
  ['128.0.0.1', false],
  ['127.evil.test', false],
  ['0.0.0.0', false],
  ['', false],
])('isLoopbackHost of “%s” is %s', (name, expected) => {
  expect(isLoopbackHost(name)).toBe(expected)
})
