import { expect, test } from 'vitest'
import { ReturnedUrls } from './returned-urls.ts'

const UPLOAD = 'POST /v1/files'

function makeResponse(body: unknown, status = 200) {
  return { status, headers: {}, text: JSON.stringify(body) }
}

test('ReturnedUrls has the URL that an upload returned', () => {
  const urls = new ReturnedUrls()
  urls.add(UPLOAD, makeResponse({ url: 'https://s3.test/a' }))
  expect(urls.has('https://s3.test/a')).toBe(true)
  expect(urls.has('https://s3.test/')).toBe(false)
})

test.each([
  ['another call', 'GET /v1/me', makeResponse({ url: 'u' })],
  ['a rejected upload', UPLOAD, makeResponse({ url: 'u' }, 400)],
  ['a response without a URL', UPLOAD, makeResponse({ url: 5 })],
  ['null', UPLOAD, makeResponse(null)],
  ['a response that is not JSON', UPLOAD, { ...makeResponse(0), text: 'u' }],
])('ReturnedUrls ignores %s', (_, call, response) => {
  const urls = new ReturnedUrls()
  urls.add(call, response)
  expect(urls.has('u')).toBe(false)
})

test('ReturnedUrls ignores a very long URL', () => {
  const urls = new ReturnedUrls()
  const url = `https://s3.test/${'a'.repeat(5000)}`
  urls.add(UPLOAD, makeResponse({ url }))
  expect(urls.has(url)).toBe(false)
})

test('ReturnedUrls drops the URLs that were returned longest ago', () => {
  const urls = new ReturnedUrls(2)
  for (const url of ['a', 'b', 'a', 'c']) urls.add(UPLOAD, makeResponse({ url }))
  expect(['a', 'b', 'c'].map((url) => urls.has(url))).toEqual([true, false, true])
})
