import { expect, test } from 'vitest'
import { isExempt } from './no-proxy.ts'

test.each([
  ['api.varg.ai', 'api.varg.ai'],
  ['api.varg.ai', 'API.Varg.AI.'],
  ['api.varg.ai', 'varg.ai'],
  ['api.varg.ai', '.varg.ai'],
  ['api.varg.ai', '*.varg.ai'],
  ['api.varg.ai', '*'],
  ['api.varg.ai', 'other.test, api.varg.ai'],
  ['api.varg.ai', 'other.test api.varg.ai'],
  ['api.varg.ai', ',,api.varg.ai:443,'],
  ['10.1.2.3', '10.1.2.3'],
  ['10.1.2.3', '10.0.0.0/8'],
  ['10.1.2.3', '10.1.2.3:443'],
  ['::ffff:10.1.2.3', '10.0.0.0/8'],
  ['fd00::1', 'fd00::/8'],
  ['fd00::1', 'FD00:0::1'],
  ['fd00::1', '[fd00::1]'],
  ['fd00::1', '[fd00::1]:443'],
])('isExempt is true for %s at port 443 and “%s”', (hostname, noProxy) => {
  expect(isExempt({ hostname, port: 443 }, noProxy)).toBe(true)
})

test.each([
  ['api.varg.ai', ''],
  ['api.varg.ai', ' , '],
  ['api.varg.ai', 'api.varg.ai:80'],
  ['api.varg.ai', 'g.ai'],
  ['varg.ai', '.varg.ai'],
  ['api.varg.ai', 'api.varg.ai.evil.test'],
  ['api.varg.ai', 'https://api.varg.ai'],
  ['api.varg.ai', '10.0.0.0/8'],
  ['api.varg.ai', 'fd00::1'],
  ['10.1.2.3', '2.3'],
  ['10.1.2.3', '10.1.2.4'],
  ['10.1.2.3', '10.0.0.0/99'],
  ['10.1.2.3', 'fd00::/8'],
  ['fd00::1', '10.0.0.0/8'],
])('isExempt is false for %s at port 443 and “%s”', (hostname, noProxy) => {
  expect(isExempt({ hostname, port: 443 }, noProxy)).toBe(false)
})
