import { expect, test } from 'vitest'
import { ROUTES_1 } from '../../core/api/v1/routes-v1.ts'
import { ROUTES_2 } from '../../core/api/v2/routes-v2.ts'
import { ReturnedUrls } from './returned-urls.ts'

const UPLOAD = ROUTES_1.send

function makeResponse(body: unknown, status = 200) {
  return { status, headers: {}, text: JSON.stringify(body) }
}

test('ReturnedUrls has the URL that an upload returned', () => {
  const urls = new ReturnedUrls()
  urls.add(UPLOAD, makeResponse({ url: 'https://s3.test/a' }))
  expect(urls.limitOf('https://s3.test/a')).toBe(52_428_800)
  expect(urls.limitOf('https://s3.test/')).toBeUndefined()
})

test.each([
  ['another call', ROUTES_1.me, makeResponse({ url: 'u' })],
  ['a rejected upload', UPLOAD, makeResponse({ url: 'u' }, 400)],
  ['a response without a URL', UPLOAD, makeResponse({ url: 5 })],
  ['null', UPLOAD, makeResponse(null)],
  ['a response that is not JSON', UPLOAD, { ...makeResponse(0), text: 'u' }],
])('ReturnedUrls ignores %s', (_, call, response) => {
  const urls = new ReturnedUrls()
  urls.add(call, response)
  expect(urls.limitOf('u')).toBeUndefined()
})

test('ReturnedUrls ignores a very long URL', () => {
  const urls = new ReturnedUrls()
  const url = `https://s3.test/${'a'.repeat(5000)}`
  urls.add(UPLOAD, makeResponse({ url }))
  expect(urls.limitOf(url)).toBeUndefined()
})

test('ReturnedUrls drops the URLs that were returned longest ago', () => {
  const urls = new ReturnedUrls(2)
  for (const url of ['a', 'b', 'a', 'c']) urls.add(UPLOAD, makeResponse({ url }))
  expect(['a', 'b', 'c'].filter((url) => urls.limitOf(url))).toEqual(['a', 'c'])
})

test('ReturnedUrls has the URLs of a list, a found file and a job, but not those of its input', () => {
  const urls = new ReturnedUrls()
  urls.add(ROUTES_2.list, makeResponse({ data: [{ url: 'listed' }] }))
  urls.add(ROUTES_2.ask, makeResponse({ exists: true, file: { url: 'found' } }))
  const input = { files: [{ url: 'asked' }] }
  urls.add(ROUTES_2.job, makeResponse({ input, output: { outputs: [{ url: 'made' }] } }))
  const all = ['listed', 'found', 'asked', 'made']
  expect(all.filter((url) => urls.limitOf(url))).toEqual(['listed', 'found', 'made'])
})

test('ReturnedUrls has the larger limit of a URL that both versions returned', () => {
  const urls = new ReturnedUrls()
  urls.add(ROUTES_2.send, makeResponse({ url: 'u' }))
  urls.add(ROUTES_1.send, makeResponse({ url: 'u' }))
  expect(urls.limitOf('u')).toBe(209_715_200)
})
