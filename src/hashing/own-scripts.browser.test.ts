import { expect, test } from 'vitest'
import hasher from './hash.worker.ts?worker&url'
import { openWorker, ownScript } from './own-scripts.ts'

test.each([hasher, 'sw.js', 'sw.de.js'])('the policy takes the script %s', (url) => {
  expect(String(ownScript(url))).toBe(url)
})

test.each([
  'https://evil.example/hash.worker.js',
  '//evil.example/sw.js',
  `${hasher}?`,
  `.${hasher}`,
  '/sw.js',
  'sw.js?v=2',
  'sandbox/files/sw.js',
  'blob:x',
  'data:text/javascript,1',
  '',
])('the policy refuses the script %j', (url) => {
  expect(() => ownScript(url)).toThrow(TypeError)
  expect(() => openWorker(url)).toThrow(TypeError)
})
