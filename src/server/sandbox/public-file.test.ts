import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { asf } from '../../core/testing/made-containers.ts'
import { ask } from '../testing/http-client.ts'
import { makeFolder, newGif, newKey, serveSandbox } from '../testing/sandbox-server.ts'

async function put(
  bytes: Buffer | string,
): Promise<{ base: string; url: string; mediaType: unknown }> {
  const base = await serveSandbox(await makeFolder())
  const headers = { Authorization: `Bearer ${newKey()}` }
  const { json } = await ask(`${base}/v1/files`, { method: 'POST', headers, body: bytes })
  return { base, url: String(json?.url), mediaType: json?.media_type }
}

function sample(name: string): Buffer {
  return readFileSync(new URL(`../../../e2e/samples/${name}`, import.meta.url))
}

function wav(): Buffer {
  const head = Buffer.alloc(44)
  head.write('RIFF\x24\0\0\0WAVEfmt ', 'latin1')
  return head
}

function mp4(): Buffer {
  return Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42\0\0\0\0', 'latin1')
}

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

test.each([
  ['gif', newGif(), 'image/gif', true],
  ['wav', wav(), 'audio/wav', true],
  ['mp4', mp4(), 'video/mp4', true],
  ['m4a', sample('voice-isom.m4a'), 'audio/mp4', true],
  ['weba', sample('voice-opus.webm'), 'audio/webm', true],
  ['mp3', sample('padded.mp3'), 'audio/mpeg', true],
  ['tta', sample('tone.tta'), 'audio/x-tta', true],
  ['dwg', Buffer.from('AC1032'.padEnd(64, '\0')), 'application/acad', false],
  ['wma', Buffer.from(asf(200_000, 'audio')), 'audio/x-ms-asf', true],
  ['svg', SVG, 'image/svg+xml', false],
  ['pdf', '%PDF-1.4\n', 'application/pdf', false],
  ['bin', '<!doctype html><script>alert(1)</script>', 'application/octet-stream', false],
  ['bin', '<svgs><svg></svg></svgs>', 'application/octet-stream', false],
])(
  'a .%s file is served with its media type and safe headers',
  async (extension, bytes, mediaType, plain) => {
    const { url, mediaType: reported } = await put(bytes)
    expect(reported).toBe(mediaType)
    expect(url.endsWith(`.${extension}`)).toBe(true)
    const { status, headers, bytes: served } = await ask(url)
    expect(status).toBe(200)
    expect(served.equals(Buffer.from(bytes))).toBe(true)
    expect(headers).toMatchObject({
      'content-type': mediaType,
      'content-length': String(served.length),
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^default-src 'none';.*; sandbox$/),
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': '*',
      'accept-ranges': 'bytes',
      'cache-control': expect.stringContaining('immutable'),
    })
    const disposition = headers['content-disposition']
    if (plain) expect(disposition).toBeUndefined()
    else
      expect(disposition).toMatch(
        new RegExp(`^attachment; filename="[0-9a-f]{64}\\.${extension}"$`),
      )
  },
)

test.each([
  ['bytes=0-5', 206, 'GIF89a', 'bytes 0-5/64'],
  ['bytes=3-5', 206, '89a', 'bytes 3-5/64'],
  ['bytes=0-', 206, undefined, 'bytes 0-63/64'],
  ['bytes=-4', 206, undefined, 'bytes 60-63/64'],
])('a file is served in part when the range is %s', async (range, status, text, contentRange) => {
  const { url } = await put(newGif(64))
  const response = await ask(url, { headers: { Range: range } })
  expect(response.status).toBe(status)
  expect(response.headers['content-range']).toBe(contentRange)
  if (text !== undefined) expect(response.bytes.toString()).toBe(text)
})

test('a range beyond the end is rejected with 416 and the file’s size', async () => {
  const { url } = await put('%PDF-1.4\n')
  const response = await ask(url, { headers: { Range: 'bytes=100-' } })
  expect(response).toMatchObject({ status: 416, json: { error: expect.any(String) } })
  expect(response.headers['content-range']).toBe('bytes */9')
  expect(response.headers).not.toHaveProperty('content-disposition')
})

test('HEAD returns headers only, and a matching ETag returns 304', async () => {
  const { url } = await put(newGif(64))
  const head = await ask(url, { method: 'HEAD' })
  expect(head).toMatchObject({ status: 200, headers: { 'content-length': '64' } })
  expect(head.bytes).toHaveLength(0)
  const etag = String(head.headers.etag)
  expect(url).toContain(etag.replaceAll('"', ''))
  expect(await ask(url, { headers: { 'If-None-Match': etag } })).toMatchObject({ status: 304 })
})

test.each([
  ['another extension', (path: string) => path.replace('.gif', '.svg')],
  ['no extension', (path: string) => path.replace('.gif', '')],
  ['the record beside it', (path: string) => path.replace('.gif', '.record.json')],
  ['another hash', (path: string) => path.replace(/[0-9a-f]{64}/, '0'.repeat(64))],
  [
    'another account',
    (path: string) => path.replace(/u\/[^/]+/, 'u/00000000-0000-8000-8000-000000000000'),
  ],
  ['a query', (path: string) => `${path}?a`],
  ['a parent folder', (path: string) => path.replace(/u\/[^/]+/, 'u/..')],
  ['an encoded parent folder', (path: string) => path.replace(/u\/[^/]+/, 'u/%2e%2e%2f%2e%2e')],
  ['a path outside the folder', () => '/sandbox/u/../../../../../../etc/passwd'],
  ['a folder', (path: string) => path.replace(/[^/]+$/, '')],
  ['temporary files', () => '/sandbox/u/temporary/'],
])('a URL with %s gets 404 as JSON', async (_, change) => {
  const { url } = await put(newGif())
  const { origin, pathname } = new URL(url)
  const response = await ask(origin, { path: change(pathname) })
  expect(response).toMatchObject({ status: 404, json: { error: 'NotFoundError' } })
})

/** The origin of an upload's URL when the request has this `Host` header. */
async function originFor(base: string, host: string): Promise<string | undefined> {
  const headers = { Authorization: `Bearer ${newKey()}`, Host: host }
  const { json } = await ask(`${base}/v1/files`, { method: 'POST', headers, body: newGif() })
  return String(json?.url).split('/sandbox/u/')[0]
}

test.each(['localhost:5173', '127.0.0.1:5173', '[::1]:5173', 'localhost'])(
  'an upload gets a URL at its Host header %s',
  async (host) => {
    const base = await serveSandbox(await makeFolder())
    expect(await originFor(base, host)).toBe(`http://${host}`)
  },
)

test.each([
  'localhost:@evil.test',
  ':@evil.test',
  'evil.test/a',
  'evil.test\\a',
  'evil.test?a',
  'evil.test#a',
  'localhost:a',
])('an upload gets a URL at localhost when its Host header is invalid: %s', async (host) => {
  const base = await serveSandbox(await makeFolder())
  expect(await originFor(base, host)).toBe(`http://localhost:${new URL(base).port}`)
})

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s at a file gets 404', async (method) => {
  const { url } = await put(newGif())
  expect(await ask(url, { method })).toMatchObject({ status: 404 })
})

test('foreign pages may load a file, but not use the API', async () => {
  const { base, url } = await put(newGif())
  const headers = { Origin: 'http://evil.test', 'Sec-Fetch-Site': 'cross-site' }
  expect(await ask(url, { headers })).toMatchObject({ status: 200 })
  for (const [method, path] of [
    ['GET', '/v1/balance'],
    ['POST', '/v1/files'],
    ['OPTIONS', '/v1/files'],
  ] as const) {
    const asked = { method, headers: { ...headers, Authorization: `Bearer ${newKey()}` } }
    const response = await ask(base + path, asked)
    expect(response).toMatchObject({ status: 403, json: { error: 'ForbiddenError' } })
    expect(response.headers).not.toHaveProperty('access-control-allow-origin')
  }
})
