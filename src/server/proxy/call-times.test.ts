import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSocketServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { ask, type TestResponse, uploadLikeBrowser } from '../testing/http-client.ts'
import { listen, serveUpstream } from '../testing/http-server.ts'
import { serveProxy, timeoutsOf } from '../testing/proxy-server.ts'
import { takeFreePort } from '../testing/start-process.ts'

/** Parses the metrics in order, and expects them to follow the grammar of the header. */
function readTimes({ headers }: TestResponse) {
  const field = String(headers['server-timing'])
  const metric = String.raw`[\w-]+(;(dur=\d+(\.\d+)?|desc=[\w-]+))+`
  expect(field).toMatch(new RegExp(`^${metric}(, ${metric})*$`))
  return field.split(', ').map((text) => {
    const [name = '', ...parameters] = text.split(';')
    const values = Object.fromEntries(parameters.map((parameter) => parameter.split('=')))
    return { name, duration: Number(values.dur), description: values.desc }
  })
}

function namesOf(seen: TestResponse): string[] {
  return readTimes(seen).map(({ name }) => name)
}

function expectInOrder(seen: TestResponse): void {
  const durations = readTimes(seen).map(({ duration }) => duration)
  expect(durations).toEqual([...durations].sort((one, other) => one - other))
}

/** Milliseconds. Long enough for a busy machine. */
const LONG = 20_000

const ALL = ['connect', 'first-byte', 'total']

test('Server-Timing contains connection, first byte and total in milliseconds', async () => {
  const upstream = await serveUpstream((_, response) => {
    setTimeout(() => response.writeHead(200).write('{'), 60)
    setTimeout(() => response.end('}'), 160)
  })
  const seen = await ask(`${await serveProxy(upstream)}/v1/me`)
  expect(namesOf(seen)).toEqual(ALL)
  expectInOrder(seen)
  const [connection, firstByte, total] = readTimes(seen)
  expect(connection?.description).toBeUndefined()
  expect(connection?.duration).toBeGreaterThan(0)
  expect(firstByte?.duration).toBeGreaterThan(connection?.duration ?? Number.NaN)
  expect(total?.duration).toBeGreaterThan(firstByte?.duration ?? Number.NaN)
})

test('Server-Timing of an upload contains the time of the last byte if it was sent', async () => {
  const upstream = await serveUpstream((request, response) => {
    request.resume().on('end', () => setTimeout(() => response.end('{}'), 60))
  })
  const upload = { method: 'POST', body: 'abc' }
  const seen = await ask(`${await serveProxy(upstream)}/v1/files`, upload)
  expect(namesOf(seen)).toEqual(['connect', 'sent', 'first-byte', 'total'])
  expectInOrder(seen)
  const headers = { 'X-Refdrop-Break-After': '2' }
  const broken = await ask(`${await serveProxy(upstream)}/v1/files`, { ...upload, headers })
  expect(namesOf(broken)).toEqual(['connect', 'total'])
})

test('Server-Timing marks a reused connection with 0 ms', async () => {
  const upstream = await serveUpstream((_, response) => response.end('{}'))
  const proxy = await serveProxy(upstream)
  await ask(`${proxy}/v1/me`)
  const seen = await ask(`${proxy}/v1/me`)
  expect(namesOf(seen)).toEqual(ALL)
  expect(readTimes(seen)[0]).toEqual({ name: 'connect', duration: 0, description: 'reused' })
})

test('Server-Timing of a rejection before 100 Continue omits the last byte', async () => {
  const server = createServer()
  server.on('checkContinue', (_, response) => response.writeHead(413).end('{}'))
  const proxy = await serveProxy(`http://127.0.0.1:${await listen(server)}`)
  const seen = await uploadLikeBrowser(`${proxy}/v1/files`, Buffer.alloc(5_000_000))
  expect(seen.status).toBe(413)
  expect(namesOf(seen)).toEqual(ALL)
  expectInOrder(seen)
})

test.each([
  ['sends no response', 50, () => {}, ['connect', 'total'], 504],
  ['closes', LONG, (socket: Socket) => socket.end(), ['connect', 'total'], 502],
  [
    'does not speak HTTP',
    LONG,
    (socket: Socket) => socket.end('220 mail\r\n'),
    ['connect', 'total'],
    502,
  ],
  [
    'breaks off its response',
    LONG,
    (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{'),
    ALL,
    502,
  ],
])(
  'Server-Timing contains the known times when the upstream %s',
  async (_, timeout, onBytes, names, status) => {
    const server = createSocketServer((socket) => {
      socket.on('error', () => {})
      socket.on('data', () => onBytes(socket))
    })
    const upstream = `http://127.0.0.1:${await listen(server)}`
    const seen = await ask(`${await serveProxy(upstream, timeoutsOf({ response: timeout }))}/v1/me`)
    expect(seen.status).toBe(status)
    expect(namesOf(seen)).toEqual(names)
  },
)

test('Server-Timing contains only the total without a connection', async () => {
  const proxy = await serveProxy(`http://127.0.0.1:${await takeFreePort()}`)
  const seen = await ask(`${proxy}/v1/me`)
  expect(seen.status).toBe(502)
  expect(namesOf(seen)).toEqual(['total'])
})

test('a request that is not forwarded has no Server-Timing', async () => {
  const upstream = await serveUpstream((_, response) => response.end('{}'))
  const proxy = await serveProxy(upstream)
  for (const [path, headers] of [
    ['/v1/nothing', {}],
    ['/v1/me', { Origin: 'http://evil.test' }],
  ] as const) {
    expect((await ask(proxy + path, { headers })).headers).not.toHaveProperty('server-timing')
  }
})

test('Server-Timing of a second attempt counts from the first and is not marked as reused', async () => {
  const used = new Set<Socket>()
  const respond = (request: IncomingMessage, response: ServerResponse) => {
    const isFirst = !used.has(request.socket)
    used.add(request.socket)
    if (isFirst) response.end('{}')
    else setTimeout(() => request.socket.resetAndDestroy(), 60)
  }
  const proxy = await serveProxy(await serveUpstream(respond))
  await ask(`${proxy}/v1/me`)
  const seen = await ask(`${proxy}/v1/me`)
  expect([seen.status, used.size]).toEqual([200, 2])
  expect(namesOf(seen)).toEqual(ALL)
  expectInOrder(seen)
  const [connection] = readTimes(seen)
  expect(connection?.description).toBeUndefined()
  expect(connection?.duration).toBeGreaterThan(0)
})

test('Server-Timing contains no time of a first attempt when the second gets no connection', async () => {
  const server = createServer()
  server.on('checkContinue', (_, response) => {
    // The second attempt finds the port closed.
    server.close()
    response.writeHead(417, { Connection: 'close' }).end()
  })
  const proxy = await serveProxy(`http://127.0.0.1:${await listen(server)}`)
  const seen = await ask(`${proxy}/v1/files`, { method: 'POST', body: 'abc' })
  expect(seen.status).toBe(502)
  expect(namesOf(seen)).toEqual(['total'])
})
