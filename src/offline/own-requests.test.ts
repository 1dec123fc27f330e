import { describe, expect, it } from 'vitest'
import { findOwnRequest } from './own-requests.ts'

const SCOPE = 'https://drop.example/refdrop/'
const PATHS = ['', 'assets/index-1.js', 'favicon.svg']
const FILES = new Set(PATHS.map((path) => SCOPE + path))

function find(url: string, init: RequestInit & { mode?: RequestMode } = {}) {
  const { method = 'GET', mode = 'cors', headers } = init
  return findOwnRequest({ url, method, mode, headers: new Headers(headers) }, SCOPE, FILES)
}

describe('the worker', () => {
  it.each(['', '?ready', '#files'])('responds to a navigation to the page with "%s"', (end) => {
    expect(find(SCOPE + end, { mode: 'navigate' })).toBe('page')
  })

  it('responds to requests for files of its build', () => {
    expect(find(`${SCOPE}assets/index-1.js`)).toBe('hashed')
    expect(find(`${SCOPE}favicon.svg`, { mode: 'no-cors' })).toBe('plain')
  })

  it.each([
    'api/v1/me',
    'api',
    'sandbox/u/cat.png',
    'machine',
    'machine/reach',
    'assets/index-2.js',
    'favicon.svg?new',
    'sw.js',
  ])('passes %s, also as a navigation', (path) => {
    expect(find(SCOPE + path)).toBeUndefined()
    expect(find(SCOPE + path, { mode: 'navigate' })).toBeUndefined()
  })

  it('passes the page when it is no navigation, so that a newer build is found', () => {
    expect(find(SCOPE)).toBeUndefined()
  })

  it('passes a navigation to a file of its build', () => {
    expect(find(`${SCOPE}favicon.svg`, { mode: 'navigate' })).toBeUndefined()
  })

  it.each(['POST', 'HEAD', 'PUT', 'DELETE'])('passes %s', (method) => {
    expect(find(SCOPE, { method, mode: 'navigate' })).toBeUndefined()
    expect(find(`${SCOPE}favicon.svg`, { method })).toBeUndefined()
  })

  it('passes requests for ranges', () => {
    expect(find(`${SCOPE}favicon.svg`, { headers: { Range: 'bytes=0-9' } })).toBeUndefined()
  })

  it.each([
    'https://drop.example/',
    'https://drop.example/refdropper/',
    'https://other.example/refdrop/',
    'http://drop.example/refdrop/',
  ])('passes %s, which is outside of its scope', (url) => {
    expect(find(url, { mode: 'navigate' })).toBeUndefined()
  })
})
