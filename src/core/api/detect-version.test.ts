import { expect, it } from 'vitest'
import { detectVersion } from './detect-version.ts'

const nested = { error: { code: 'unauthorized', message: 'No.' } }
const flat = { error: 'AuthError', message: 'No.' }

it.each([
  ['an owner', 200, { userId: 'u', email: null }, 2],
  ['a nested rejection of the key', 401, nested, 2],
  ['a flat rejection of the key', 401, flat, 1],
  ['a missing path', 404, flat, 1],
  ['a missing path with a nested error', 404, nested, 1],
  ['a success without an owner', 200, {}, undefined],
  ['a rate limit', 429, nested, undefined],
  ['a flat rate limit', 429, flat, undefined],
  ['a failing gateway', 500, flat, undefined],
  ['a failing gateway with a nested error', 503, nested, undefined],
  ['a nested error of another status', 403, nested, undefined],
  ['an error of our own server', 403, { ...flat, reason: 'foreign-page' }, undefined],
])('detectVersion reads %s', (_, status, body, version) => {
  const response = { status, mediaType: 'application/json', body: JSON.stringify(body) }
  expect(detectVersion(response)).toBe(version)
})

it.each([
  [200, undefined],
  [403, undefined],
  [404, 1],
  [502, undefined],
])('detectVersion reads a page with the status %i', (status, version) => {
  const response = { status, mediaType: 'text/html', body: '<h1>Sorry</h1>' }
  expect(detectVersion(response)).toBe(version)
})
