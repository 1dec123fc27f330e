import { readdir } from 'node:fs/promises'
import { Agent } from 'node:http'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { API_VERSIONS } from '../../core/api/api-version.ts'
import { SENDS } from '../../core/api/sends.ts'
import { SIZE_LIMITS } from '../../core/api/size-limits.ts'
import { ask, openSocket, readResponse, uploadLikeBrowser } from '../testing/http-client.ts'
import { makeFolder, newKey, serveSandbox } from '../testing/sandbox-server.ts'

const BODY = Buffer.alloc(30 * 1_048_576, 'refdrop')

/** Sends only these header lines and the body. */
async function sendHead(base: string, lines: string[], body = '', path = '/v1/files') {
  const { hostname, port, host } = new URL(base)
  const socket = await openSocket(Number(port), hostname)
  const head = [`POST /sandbox${path} HTTP/1.1`, `Host: ${host}`, ...lines]
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  return socket
}

const GOOD = `Authorization: Bearer ${newKey()}`

test.each([
  ['a missing key', 401, ['Content-Length: 1000']],
  ['a bad key', 401, ['Authorization: Bearer varg_bad1', 'Content-Length: 1000']],
  ['a far too large body', 413, [GOOD, 'Content-Length: 99999999999']],
  ['an encoded body', 415, [GOOD, 'Content-Encoding: gzip', 'Content-Length: 1000']],
  ['a form', 415, [GOOD, 'Content-Type: multipart/form-data', 'Content-Length: 1000']],
  ['a malformed hash', 400, [GOOD, 'X-Content-Hash: a', 'Content-Length: 1000']],
])(
  'the sandbox rejects %s with %i before the body, with and without Expect',
  async (_, status, lines) => {
    const base = await serveSandbox(await makeFolder())
    for (const version of API_VERSIONS) {
      const { path } = SENDS[version].route
      for (const more of [[], ['Expect: 100-continue']]) {
        const response = await readResponse(await sendHead(base, [...lines, ...more], '', path))
        expect(response).toMatchObject({ status, headers: { connection: 'close' } })
      }
    }
  },
)

test.each(API_VERSIONS)(
  'version %i rejects one byte over its limit before the body, and reads a body of the limit',
  async (version) => {
    const base = await serveSandbox(await makeFolder())
    const { path } = SENDS[version].route
    const { max } = SIZE_LIMITS[version]
    const over = await sendHead(base, [GOOD, `Content-Length: ${max + 1}`], '', path)
    expect(await readResponse(over)).toMatchObject({ status: 413 })
    const lines = [GOOD, `Content-Length: ${max}`, 'Expect: 100-continue']
    const full = await sendHead(base, lines, '', path)
    const first = await new Promise<Buffer>((resolve) => full.once('data', resolve))
    expect(first.toString()).toBe('HTTP/1.1 100 Continue\r\n\r\n')
    full.destroy()
  },
)

test.each([
  ['GET', '/v1/me', undefined],
  ['POST', '/v1/files', '0'],
])('a rejected %s %s keeps its connection when it has no body', async (method, path, length) => {
  const base = await serveSandbox(await makeFolder())
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ports = new Set<number | undefined>()
  agent.on('free', (socket: Socket) => ports.add(socket.localPort))
  const headers = length === undefined ? {} : { 'Content-Length': length }
  for (let tries = 0; tries < 2; tries++) {
    const response = await ask(base + path, { method, headers, agent })
    expect(response).toMatchObject({ status: 401, headers: { connection: 'keep-alive' } })
  }
  await expect.poll(() => ports.size).toBe(1)
  agent.destroy()
})

test('the sandbox sends 100 Continue when a valid upload expects it', async () => {
  const base = await serveSandbox(await makeFolder())
  const socket = await sendHead(base, [GOOD, 'Expect: 100-continue', 'Content-Length: 6'])
  const expect100 = await new Promise<Buffer>((resolve) => socket.once('data', resolve))
  expect(expect100.toString()).toBe('HTTP/1.1 100 Continue\r\n\r\n')
  socket.write('GIF89a')
  expect(await readResponse(socket)).toMatchObject({
    status: 200,
    json: { media_type: 'image/gif' },
  })
})

test.each([
  [401, { Authorization: 'Bearer varg_bad' }],
  [400, { Authorization: `Bearer ${newKey()}`, 'X-Content-Hash': 'a' }],
])('an early %i reaches a client that sends 30 MiB first', async (status, headers) => {
  const base = await serveSandbox(await makeFolder())
  for (let tries = 0; tries < 4; tries++) {
    const response = await uploadLikeBrowser(
      `${base}/v1/files`,
      BODY,
      headers as Record<string, string>,
    )
    expect(response).toMatchObject({ status, json: { error: expect.any(String) } })
  }
})

test('a body of unknown length is rejected at the limit, and nothing is stored', async () => {
  const folder = await makeFolder()
  const socket = await sendHead(await serveSandbox(folder), [GOOD, 'Transfer-Encoding: chunked'])
  const piece = Buffer.alloc(1_048_576)
  const head = Buffer.from(`${piece.length.toString(16)}\r\n`)
  const chunk = Buffer.concat([head, piece, Buffer.from('\r\n')])
  socket.on('error', () => {})
  for (let sent = 0; sent < 80; sent++) socket.write(chunk)
  const response = await readResponse(socket)
  expect(response).toMatchObject({ status: 413, json: { error: 'PayloadTooLargeError' } })
  expect(await readdir(join(folder, 'sandbox', 'temporary'))).toEqual([])
  expect(await readdir(join(folder, 'sandbox'))).toEqual(['name', 'processes', 'temporary'])
})

test.each([
  ['a hash of other content', `X-Content-Hash: sha256:${'a'.repeat(64)}`, 'GIF89a'],
  ['no body', 'X-Nothing: 1', ''],
])('a rejected upload leaves no temporary file: %s', async (_, line, body) => {
  const folder = await makeFolder()
  const lines = [GOOD, line, `Content-Length: ${body.length}`]
  const socket = await sendHead(await serveSandbox(folder), lines, body)
  expect(await readResponse(socket)).toMatchObject({ status: 400 })
  expect(await readdir(join(folder, 'sandbox', 'temporary'))).toEqual([])
})

test('the sandbox closes the connection of a rejected client that stays idle', async () => {
  const base = await serveSandbox(await makeFolder())
  const socket = await sendHead(base, [GOOD, 'Content-Length: 99999999999'])
  socket.resume()
  await new Promise((resolve) => socket.once('end', resolve))
})
