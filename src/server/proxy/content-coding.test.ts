import { Readable } from 'node:stream'
import zlib, { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { SIZE_LIMIT } from '../../core/api/v1/limits-v1.ts'
import { decodeReportedHeaders } from '../../core/traffic/refdrop-headers.ts'
import { ask, type TestResponse } from '../testing/http-client.ts'
import { serveUpstream } from '../testing/http-server.ts'
import { serveProxy } from '../testing/proxy-server.ts'
import { hashOf, newGif } from '../testing/sandbox-server.ts'
import { decodeContent } from './content-coding.ts'

const KEY = 'varg_machine0123456789'
const PAGE = { 'Sec-Fetch-Site': 'same-origin' }
const MIB = 1_048_576

const { zstdCompressSync } = zlib as typeof zlib & {
  zstdCompressSync?: (bytes: Uint8Array) => Buffer
}

type Encode = (bytes: Uint8Array) => Buffer

/** The default quality takes half a minute for these tests. */
function brotliCompressSync(bytes: Uint8Array): Buffer {
  return zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } })
}

const ENCODINGS: [field: string, encode: Encode][] = [
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['GZip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
  ['gzip, br', (bytes) => brotliCompressSync(gzipSync(bytes))],
  ['deflate,identity , gzip', (bytes) => gzipSync(deflateRawSync(bytes))],
  ...(zstdCompressSync ? [['zstd', zstdCompressSync] as [string, Encode]] : []),
]

/** For a Node version without Zstandard. */
const ZSTD_REFUSED: [string, RegExp] = ['zstd', /\(zstd\) .* without Node 22\.15 or newer\.$/]

/** Serves an upstream that responds with an encoding that was not requested. */
function serveEncoded(field: string, bytes: Uint8Array, contentType = 'application/json') {
  return serveUpstream((request, response) => {
    const headers = { 'Content-Encoding': field, 'Content-Type': contentType }
    request.resume().on('end', () => response.writeHead(200, headers).end(bytes))
  })
}

async function askEncoded(
  field: string,
  bytes: Uint8Array,
): Promise<TestResponse & { host: string }> {
  const upstream = await serveEncoded(field, bytes)
  const proxy = await serveProxy(upstream, { serverKey: KEY })
  const seen = await ask(`${proxy}/v1/me`, { headers: PAGE })
  return { ...seen, host: new URL(upstream).host }
}

test('the proxy requests the identity encoding regardless of the browser', async () => {
  const asked: unknown[] = []
  const upstream = await serveUpstream((request, response) => {
    asked.push(request.headers['accept-encoding'])
    request.resume().on('end', () => response.end('{}'))
  })
  const proxy = await serveProxy(upstream)
  const headers = { 'Accept-Encoding': 'gzip, br' }
  await ask(`${proxy}/v1/me`, { headers })
  await ask(`${proxy}/v1/files`, { method: 'POST', headers, body: 'a' })
  expect(asked).toEqual(['identity', 'identity'])
})

test.each(ENCODINGS)(
  'the proxy decodes a response in %s and masks the key',
  async (field, encode) => {
    const bytes = encode(Buffer.from(`\ufeff{"message":"ä ${KEY}"}`))
    const seen = await askEncoded(field, bytes)
    expect(seen.bytes.toString()).toBe('{"message":"ä varg_...6789"}')
    expect(seen.headers).not.toHaveProperty('content-encoding')
    expect(seen.headers['content-length']).toBe(String(seen.bytes.byteLength))
    const reported = decodeReportedHeaders(String(seen.headers['x-refdrop-headers']))
    expect(reported?.got).toContainEqual(['Content-Encoding', field])
  },
)

test('the proxy masks a key in a response in UTF-16', async () => {
  const text = Buffer.from(`\ufeff{"message":"${KEY}"}`, 'utf16le')
  const upstream = await serveEncoded('gzip', gzipSync(text), 'application/json; charset=utf-16')
  const proxy = await serveProxy(upstream, { serverKey: KEY })
  const seen = await ask(`${proxy}/v1/me`, { headers: PAGE })
  expect(seen.json).toEqual({ message: 'varg_...6789' })
  expect(seen.headers['content-type']).toBe('application/json; charset=utf-8')
})

test.each<[what: string, encode: Encode]>([
  ['with a byte order mark', (bytes) => Buffer.concat([Buffer.from('efbbbf', 'hex'), bytes])],
  ['in UTF-16', (bytes) => Buffer.from(`\ufeff${Buffer.from(bytes)}`, 'utf16le')],
])('the proxy fetches back a URL that was returned %s', async (_, encode) => {
  const { seen, file } = await uploadAndFetch(encode, {}, (bytes) => Buffer.from(bytes))
  expect(seen.status).toBe(200)
  expect(hashOf(seen.bytes)).toBe(hashOf(file))
})

/** Fetches back the URL that an upload returned. Both responses of the upstream have `headers`. */
async function uploadAndFetch(
  encodeResponse: Encode,
  headers: Record<string, string>,
  encodeFile: Encode,
  file = newGif(300_000),
  range: Record<string, string> = {},
) {
  let url = ''
  const upstream = await serveUpstream((request, response) => {
    const isUpload = request.url === '/v1/files'
    const bytes = isUpload ? encodeResponse(Buffer.from(JSON.stringify({ url }))) : encodeFile(file)
    const status = request.headers.range === undefined ? 200 : 206
    request.resume().on('end', () => {
      response.writeHead(status, { ...headers, 'Accept-Ranges': 'bytes' }).end(bytes)
    })
  })
  url = `${upstream}/file`
  const proxy = await serveProxy(upstream)
  await ask(`${proxy}/v1/files`, { method: 'POST', body: 'a' })
  const where = `${proxy}/fetched?url=${encodeURIComponent(url)}`
  const seen = await ask(where, { headers: { ...PAGE, ...range } })
  return { seen, file, host: new URL(upstream).host }
}

test.each(ENCODINGS)('the proxy fetches back a URL and a file in %s', async (field, encode) => {
  const { seen, file } = await uploadAndFetch(encode, { 'Content-Encoding': field }, encode)
  expect(seen.status).toBe(200)
  expect(hashOf(seen.bytes)).toBe(hashOf(file))
  // Both headers would describe the encoded bytes.
  expect(seen.headers).not.toHaveProperty('x-fetched-length')
  expect(seen.headers).not.toHaveProperty('accept-ranges')
})

test('the proxy rejects a part of an encoded file', async () => {
  const headers = { 'Content-Encoding': 'gzip' }
  const range = { Range: 'bytes=0-9' }
  const { seen, host } = await uploadAndFetch(gzipSync, headers, gzipSync, newGif(), range)
  const message = `${host} answered with a part of an encoded file.`
  expect(seen).toMatchObject({ status: 502, json: { error: 'FetchedBackError', message } })
})

test('the proxy stops one byte after the size limit of a decoded file', async () => {
  const headers = { 'Content-Encoding': 'gzip' }
  const file = Buffer.alloc(SIZE_LIMIT + 5 * MIB)
  const { seen } = await uploadAndFetch(
    gzipSync,
    headers,
    (bytes) => gzipSync(bytes, { level: 1 }),
    file,
  )
  expect(seen.bytes.byteLength).toBe(SIZE_LIMIT + 1)
})

test('the proxy accepts an empty response with a Content-Encoding', async () => {
  const seen = await askEncoded('gzip', Buffer.alloc(0))
  expect(seen).toMatchObject({ status: 200, bytes: Buffer.alloc(0) })
})

test('the proxy accepts a decoded response of 1 MiB and rejects one more byte', async () => {
  const seen = await askEncoded('br', brotliCompressSync(Buffer.alloc(MIB, 'a')))
  expect([seen.status, seen.bytes.byteLength]).toEqual([200, MIB])
  const more = await askEncoded('br', brotliCompressSync(Buffer.alloc(MIB + 1, 'a')))
  expect(more).toMatchObject({ status: 502, json: { error: 'ProxyError' } })
})

const BOMB = Buffer.alloc(20 * MIB)

test.each(ENCODINGS)(
  'decodeContent decodes %s only as far as it is read',
  async (field, encode) => {
    let read = 0
    for await (const piece of decodeContent(Readable.from([encode(BOMB)]), field)) {
      expect(piece.byteLength).toBeLessThan(MIB / 4)
      read += piece.byteLength
      if (read > MIB) break
    }
    expect(read).toBeLessThan(2 * MIB)
  },
)

test.each(ENCODINGS)('the proxy rejects a decompression bomb in %s', async (field, encode) => {
  const seen = await askEncoded(field, encode(BOMB))
  const message = `${seen.host} answered more than 1 MiB.`
  expect(seen).toMatchObject({ status: 502, json: { error: 'ProxyError', message } })
})

test.each(ENCODINGS)(
  'the proxy rejects a truncated or broken response in %s',
  async (field, encode) => {
    const whole = encode(Buffer.from(JSON.stringify({ message: 'some text '.repeat(50) })))
    const cut = whole.subarray(0, whole.byteLength - 12)
    for (const bytes of [cut, whole.subarray(3), Buffer.from('{"message":"plain"}')]) {
      const seen = await askEncoded(field, bytes)
      const message = expect.stringMatching(/ answered in an encoding that is broken \([\w-]+\)\.$/)
      expect(seen).toMatchObject({ status: 502, json: { error: 'ProxyError', message } })
    }
  },
)

test.each<[field: string, words: RegExp]>([
  ['compress', /in an encoding \(compress\) that cannot be read here\.$/],
  ['gzip, sdch', /in an encoding \(sdch\) that cannot be read here\.$/],
  [KEY, /in an encoding that cannot be read here\.$/],
  ['gzip, gzip, gzip, gzip', /in 4 encodings at once\.$/],
  ...(zstdCompressSync ? [] : [ZSTD_REFUSED]),
])('the proxy reports a response in %s that it cannot decode', async (field, words) => {
  const message = expect.stringMatching(words)
  const seen = await askEncoded(field, gzipSync('{}'))
  expect(seen).toMatchObject({ status: 502, json: { error: 'ProxyError', message } })
})

test('the proxy reports an encoded file that cannot be decoded', async () => {
  let url = ''
  const upstream = await serveUpstream((request, response) => {
    request.resume().on('end', () => {
      if (request.url === '/v1/files') return response.end(JSON.stringify({ url }))
      return response.writeHead(200, { 'Content-Encoding': request.url?.slice(1) }).end('plain')
    })
  })
  const proxy = await serveProxy(upstream)
  const { host } = new URL(upstream)
  for (const [coding, words] of [
    ['gzip', 'that is broken (gzip)'],
    ['odd', '(odd) that cannot be read here'],
  ]) {
    url = `${upstream}/${coding}`
    await ask(`${proxy}/v1/files`, { method: 'POST', body: 'a' })
    const where = `${proxy}/fetched?url=${encodeURIComponent(url)}`
    const message = expect.stringContaining(`${host} answered in an encoding`)
    const seen = await ask(where, { headers: PAGE })
    expect(seen).toMatchObject({ status: 502, json: { error: 'FetchedBackError', message } })
    expect(seen.json?.message).toContain(words)
  }
})
