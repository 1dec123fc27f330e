import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import hasher from './hash.worker.ts?worker&url'
import { openWorker, ownScript } from './own-scripts.ts'

beforeEach(() => void vi.stubEnv('OFFLINE_WORKER', 'sw.de.js'))
afterEach(() => void vi.unstubAllEnvs())

test.each([hasher, 'sw.de.js'])('the policy takes the script %s', (url) => {
  expect(String(ownScript(url))).toBe(url)
})

test.each([
  'https://evil.example/hash.worker.js',
  '//evil.example/sw.js',
  `${hasher}?`,
  `.${hasher}`,
  '/sw.de.js',
  // In another language than the page.
  'sw.js',
  'sw.de.js?v=2',
  'sandbox/files/sw.js',
  'blob:x',
  'data:text/javascript,1',
  '',
])('the policy refuses the script %j', (url) => {
  expect(() => ownScript(url)).toThrow(TypeError)
  expect(() => openWorker(url)).toThrow(TypeError)
})
