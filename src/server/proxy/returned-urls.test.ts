import { expect, test } from 'vitest'
import { ReturnedUrls } from './returned-urls.ts'

const UPLOAD = 'POST /v1/files'

function reply(body: unknown, status = 200) {
  return { status, headers: {}, text: JSON.stringify(body) }
}

test('knows what came back from an upload', () => {
  const urls = new ReturnedUrls()
  urls.add(UPLOAD, reply({ url: 'https://s3.test/a' }))
  expect(urls.has('https://s3.test/a')).toBe(true)
  expect(urls.has('https://s3.test/')).toBe(false)
})

test.each([
  ['another call', 'GET /v1/me', reply({ url: 'u' })],
  ['a refusal', UPLOAD, reply({ url: 'u' }, 400)],
  ['no URL', UPLOAD, reply({ url: 5 })],
  ['nothing', UPLOAD, reply(null)],
  ['no JSON', UPLOAD, { ...reply(0), text: 'u' }],
])('learns nothing from %s', (_, asked, answer) => {
  const urls = new ReturnedUrls()
  urls.add(asked, answer)
  expect(urls.has('u')).toBe(false)
})

test('remembers no monsters', () => {
  const urls = new ReturnedUrls()
  const url = `https://s3.test/${'a'.repeat(5000)}`
  urls.add(UPLOAD, reply({ url }))
  expect(urls.has(url)).toBe(false)
})

test('forgets those that were returned longest ago', () => {
  const urls = new ReturnedUrls(2)
  for (const url of ['a', 'b', 'a', 'c']) urls.add(UPLOAD, reply({ url }))
  expect(['a', 'b', 'c'].map((url) => urls.has(url))).toEqual([true, false, true])
})
