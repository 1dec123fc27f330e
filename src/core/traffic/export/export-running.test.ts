import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer, text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exchangeOf } from '../../testing/made-exchanges.ts'
import type { Exchange } from '../exchange.ts'
import { curlOf } from './curl-of.ts'
import { fetchOf } from './fetch-of.ts'

const KEY = 'varg_running'
const BYTES = Buffer.from([0, 13, 10, 255, 64])
const NAMES = [
  'a.png',
  "it's $(exit 3) `exit 3`.png",
  '-o',
  '@at',
  'two\nlines\r\u001b"\\',
  '🎬\u202e',
]
const hasCurl = spawnSync('/bin/sh', ['-c', 'command -v curl']).status === 0

interface ReceivedRequest {
  method: string | undefined
  url: string | undefined
  headers: Record<string, string[] | undefined>
  body: Buffer
}

let folder: string
let server: Server
let api: string
let received: ReceivedRequest[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'export-'))
  await Promise.all(NAMES.map((name) => writeFile(join(folder, name), BYTES)))
  server = createServer(async (request, response) => {
    const { method, url, headersDistinct: headers } = request
    received.push({ method, url, headers, body: await buffer(request) })
    response.writeHead(201).end('an answer')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port to be had')
  api = `http://127.0.0.1:${address.port}`
})

afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
  await rm(folder, { recursive: true })
})

async function run(program: string, options: readonly string[], code: string) {
  received = []
  const env = { ...process.env, VARG_API_KEY: KEY }
  const child = spawn(program, options, { cwd: folder, env })
  child.stdin.end(code)
  const [[status], output, errors] = await Promise.all([
    once(child, 'close'),
    text(child.stdout),
    text(child.stderr),
  ])
  return { status, output, errors }
}

const PROGRAMS = [
  {
    name: 'curl, run by a shell (needs curl on the machine)',
    isInstalled: hasCurl,
    output: 'an answer',
    repeat: (exchange: Exchange) => run('/bin/sh', ['-eu'], `${curlOf(exchange)}\n`),
  },
  {
    name: 'fetch, run by Node',
    isInstalled: true,
    output: '201 an answer\n',
    repeat: (exchange: Exchange) =>
      run(process.execPath, ['--input-type=module', '-'], fetchOf(exchange)),
  },
]

describe.each(PROGRAMS)('$name', ({ isInstalled, output, repeat }) => {
  const success = { status: 0, output, errors: '' }

  it.skipIf(!isInstalled)('repeats the call', async () => {
    expect(
      await repeat(exchangeOf({ request: { url: `${api}/v1/files?a=$HOME&b=[1-2]'` } })),
    ).toEqual(success)
    expect(received).toEqual([
      {
        method: 'POST',
        url: expect.stringMatching(/^\/v1\/files\?a=\$HOME&b=\[1-2\](?:'|%27)$/),
        headers: expect.objectContaining({
          authorization: [`Bearer ${KEY}`],
          'content-type': ['application/octet-stream'],
          'x-content-hash': [`sha256:${'a'.repeat(64)}`],
          'content-length': ['5'],
          'user-agent': ['Mozilla/5.0'],
        }),
        body: BYTES,
      },
    ])
  })

  it.skipIf(!isInstalled).each(NAMES)('sends the file %j', async (name) => {
    const request = { url: `${api}/v1/files` }
    expect(
      await repeat(exchangeOf({ request, subject: { path: `in/${name}`, hash: 'sha256:a' } })),
    ).toEqual(success)
    expect(received.map(({ body }) => body)).toEqual([BYTES])
  })

  it.skipIf(!isInstalled)('sends headers unchanged and injects none', async () => {
    const headers = [
      ['X-Quoted', `it's "$(exit 3)" \`exit 3\` \\ !! %s`],
      ['X-Lines', 'a\r\nX-Made-Up: 1\u001b\0b'],
      ['X-Empty', ''],
      ['X-Twice', 'a'],
      ['x-twice', 'b'],
      ['X-Masked', 'varg_…1234'],
      ['__proto__', 'c'],
      ['bad name', 'd'],
      ['Expect', '100-continue'],
      ['Content-Length', '1'],
      ['Upgrade', 'e'],
    ] as const
    expect(await repeat(exchangeOf({ request: { url: api, headers } }))).toEqual(success)
    const [request] = received
    expect(request?.headers).toMatchObject({
      'x-quoted': [`it's "$(exit 3)" \`exit 3\` \\ !! %s`],
      'x-lines': ['a X-Made-Up: 1 b'],
      'x-empty': [''],
      'x-twice': ['a, b'],
      'content-length': ['5'],
    })
    expect(request?.headers).not.toHaveProperty('x-made-up')
    expect(request?.headers).not.toHaveProperty('authorization')
    expect(request?.headers).not.toHaveProperty('content-type')
  })

  it.skipIf(!isInstalled)('sends an empty body with a length of 0', async () => {
    expect(
      await repeat(exchangeOf({ request: { url: api, headers: [], body: { size: 0 } } })),
    ).toEqual(success)
    expect(received[0]).toMatchObject({ method: 'POST', headers: { 'content-length': ['0'] } })
    expect(received[0]?.headers).not.toHaveProperty('content-type')
  })

  it.skipIf(!isInstalled)('sends no body when the call had none', async () => {
    const { body: _, ...request } = exchangeOf().request
    const get = { ...request, method: 'GET', url: `${api}/v1/balance` }
    expect(await repeat({ ...exchangeOf(), request: get })).toEqual(success)
    expect(received[0]).toMatchObject({ method: 'GET', url: '/v1/balance' })
    expect(received[0]?.body).toHaveLength(0)
  })
})
